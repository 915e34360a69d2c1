/** Ctrl+F: leads from hit to hit while the bar keeps the focus, so that no key of the search ever writes into the report. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { hitsIn, MAX_HITS } from './find.ts';
import { Icon } from './icon.tsx';
import { closeSearch, type Place, showHit, state, update, useReport, useStore } from './store.ts';

export function FindBar() {
  const report = useReport();
  const called = useStore((s) => s.search);
  const input = useRef<HTMLInputElement>(null);
  /** Where the search was called: the first letters lead away from there, and the whole word may stand nowhere. */
  const origin = useRef<Place | null>(null);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(-1);
  const hits = hitsIn(report, words);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call asks for the focus, before the next key
  useLayoutEffect(() => {
    origin.current = state().place;
    input.current?.select();
  }, [called]);
  const close = (): void => closeSearch(hits.length > 0 ? state().place : origin.current);
  const show = (found: readonly Place[], next: number): void => {
    const hit = found[next];
    setAt(hit ? next : -1);
    if (hit) showHit(hit);
    else update({ lit: null });
  };
  const showFirst = (sought: string): void => show(hitsIn(report, sought), 0);
  const go = (step: 1 | -1): void => {
    if (hits.length > 0) show(hits, at < 0 && step < 0 ? hits.length - 1 : (at + step + hits.length) % hits.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    // The field has the undo of the browser.
    if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key !== 'Enter' || event.target !== input.current) return;
    else go(event.shiftKey ? -1 : 1);
    event.preventDefault();
  };
  return (
    <search className="find-bar" onKeyDown={onKeyDown}>
      <input
        ref={input}
        aria-label="要找的文字或数字"
        placeholder="正文里的字，表里的行名、列名或数字"
        value={words}
        onChange={({ target, nativeEvent }) => {
          setWords(target.value);
          if (!(nativeEvent as InputEvent).isComposing) showFirst(target.value);
        }}
        onCompositionEnd={({ currentTarget }) => showFirst(currentTarget.value)}
      />
      <span className="count" aria-live="polite">
        {countOf(words, hits.length, Math.min(at, hits.length - 1))}
      </span>
      <button type="button" className="edge small" disabled={hits.length === 0} onClick={() => go(-1)}>
        上一处 <kbd>Shift+Enter</kbd>
      </button>
      <button type="button" className="edge small" disabled={hits.length === 0} onClick={() => go(1)}>
        下一处 <kbd>Enter</kbd>
      </button>
      <button type="button" className="icon" aria-label="关闭查找 Esc" title="关闭查找 Esc" onClick={close}>
        <Icon name="close" />
      </button>
    </search>
  );
}

function countOf(words: string, count: number, at: number): string {
  if (words.trim() === '') return '';
  if (count === 0) return '没有找到，换个词再试';
  const all = `共 ${count} 处${count === MAX_HITS ? '以上' : ''}`;
  return at < 0 ? all : `第 ${at + 1} 处，${all}`;
}

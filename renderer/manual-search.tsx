/** Ctrl+F in the manual: from hit to hit in its text, which is marked by the browser and stays as it is. */
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useEscape } from './escape.ts';

const MARK = 'found';

function rangesOf(root: HTMLElement, words: string): Range[] {
  if (words.trim() === '') return [];
  const found: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const sought = words.trim().toLowerCase();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      found.push(range);
    }
  }
  return found;
}

export function ManualSearch({ text }: { text: RefObject<HTMLElement | null> }) {
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [hits, setHits] = useState<readonly Range[]>([]);
  const [at, setAt] = useState(0);
  const show = (ranges: readonly Range[], next: number): void => {
    const hit = ranges[next];
    setHits(ranges);
    setAt(next);
    CSS.highlights.delete(MARK);
    if (!hit) return;
    CSS.highlights.set(MARK, new Highlight(hit));
    hit.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  };
  const clear = useCallback((): void => {
    setWords('');
    setHits([]);
    CSS.highlights.delete(MARK);
    text.current?.focus({ preventScroll: true });
  }, [text]);
  useEscape(words !== '', clear);
  useEffect(() => {
    const onCall = (event: globalThis.KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener('keydown', onCall);
    return () => {
      document.removeEventListener('keydown', onCall);
      CSS.highlights.delete(MARK);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || hits.length === 0) return;
    event.preventDefault();
    show(hits, (at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length);
  };
  return (
    <search className="manual-search">
      <input
        ref={input}
        type="text"
        aria-label="在手册里找"
        placeholder="在手册里找 Ctrl+F"
        value={words}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setWords(target.value);
          if (text.current) show(rangesOf(text.current, target.value), 0);
        }}
      />
      <p aria-live="polite">{countOf(words, hits.length, at)}</p>
    </search>
  );
}

function countOf(words: string, count: number, at: number): string {
  if (words.trim() === '') return '';
  return count === 0 ? '没有找到，换个词再试' : `第 ${at + 1} 处，共 ${count} 处`;
}

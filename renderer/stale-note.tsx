/** What the bar under the form says of a paragraph that still is last year's, and what can be done about it. */
import { isConfirmed, type StaleParagraph } from '../shared/stale.ts';
import { Icon } from './icon.tsx';
import { goTo, state, update, useStore } from './store.ts';
import { confirmParagraph, lineAt, nextUntouched, placeOfParagraph, untouched, untouchedAt } from './untouched.ts';

export const useUntouchedHere = (): StaleParagraph | undefined => useStore(untouchedAt);
/** True with the caret in a paragraph of last year that was found to be still true. */
export const useConfirmedHere = (): boolean =>
  useStore(({ document, place }) => {
    if (!document || place?.kind !== 'text' || place.from === undefined) return false;
    const { report } = document.draft;
    const text = report.texts[place.id];
    const { from, to } = lineAt(text, place.from);
    return from < to && isConfirmed(report, text.slice(from, to));
  });

const KINDS = { number: '数字', date: '日期', year: '年份' } as const;
/** 数字 3 处、年份 1 处. */
function carriedWords({ carried }: StaleParagraph): string {
  const counts = Object.entries(KINDS).flatMap(([kind, name]) => {
    const count = carried.filter((range) => range.kind === kind).length;
    return count > 0 ? [`${name} ${count} 处`] : [];
  });
  return counts.join('、');
}
const LEFT: Readonly<Record<StaleParagraph['words'], readonly [whole: string, rest: string]>> = {
  all: ['整段还是上年的文字', '其中'],
  most: ['改过一部分，其余还是上年的', '没有改的有'],
  few: ['文字改过', '还是上年的有'],
};
function factOf(paragraph: StaleParagraph): string {
  const carried = carriedWords(paragraph);
  const [whole, rest] = LEFT[paragraph.words];
  return `${whole}${carried && `，${rest}${carried}`}。`;
}

export function UntouchedFact({ paragraph }: { paragraph: StaleParagraph }) {
  return (
    <>
      <span className="from-last-year">
        <Icon name="past" />
        上年
      </span>
      <span className="fact">{factOf(paragraph)}属实的请确认，不属实的请改写。</span>
      <NextKey />
    </>
  );
}
export function ConfirmedFact() {
  const left = useStore((s) => untouched(s).length);
  return (
    <>
      <Icon name="done" />
      <span className="fact">上年文字，已确认仍然属实。{left > 0 && `还有 ${left} 段没有看。`}</span>
      {left > 0 && <NextKey />}
    </>
  );
}
const NextKey = () => (
  <span className="keys">
    <button type="button" className="small" onClick={nextUntouched}>
      下一段 <kbd>Alt+N</kbd>
    </button>
  </span>
);

/** `isBeside` a finding it says that it is about the words, and closes nothing of what stands there. */
export function UntouchedActions({ paragraph, isBeside = false }: { paragraph: StaleParagraph; isBeside?: boolean }) {
  const confirm = (): void => {
    const { place } = state();
    confirmParagraph(paragraph);
    // The button goes away with the mark; the focus goes back to where the person was.
    goTo(
      place?.kind === 'text'
        ? { kind: 'text', id: place.id, ...(place.from !== undefined && { from: place.from }) }
        : placeOfParagraph(paragraph),
    );
  };
  return (
    <>
      <button type="button" className="edge small still-true" onClick={confirm}>
        {isBeside && '这段的上年文字'}仍然属实 <kbd>Alt+S</kbd>
      </button>
      {!isBeside && (
        <button type="button" className="edge small" onClick={() => update({ pane: 'lastYear', paneOpen: true })}>
          对照上年 <kbd>Ctrl+L</kbd>
        </button>
      )}
    </>
  );
}

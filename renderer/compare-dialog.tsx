/** Two states of a draft side by side: what differs, and nothing else. What differs from the open draft can be taken into it. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Report } from '../shared/report.ts';
import { ADOPT, adoptParagraph } from './adopt.ts';
import { compareReports, type Differences, isEqual, type Pair, type Piece, type TextDifference } from './compare.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { type Dialog as DialogState, replaceDraft, theDocument, update, useStore, type Version } from './store.ts';
import { whenExactly } from './when.ts';

interface Props {
  readonly left: Version | null;
  readonly right: Version;
  readonly back: DialogState | null;
}
const takeButtons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.compare td.take button')];
/** Makes the open draft say it as the other side does. */
type Take = (how: (draft: Report) => Report) => void;

export function CompareDialog({ left: given, right, back }: Props) {
  const report = useStore((s) => (given ? given.report : s.document?.draft.report)) ?? right.report;
  const left = given ?? { name: '窗口里的', at: null, report };
  const differences = useMemo(() => compareReports(report, right.report), [report, right]);
  const [taken, setTaken] = useState(0);
  const close = (): void => update({ dialog: back });
  const pressed = useRef(0);
  const take: Take = (how) => {
    const { draft } = theDocument();
    pressed.current = takeButtons().indexOf(document.activeElement as HTMLElement);
    replaceDraft({ ...draft, report: how(draft.report) });
    setTaken(taken + 1);
  };
  // The button that was pressed went away with its difference: the keyboard goes on at the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the list
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const left = takeButtons();
    (left[pressed.current] ?? left.at(-1) ?? document.querySelector<HTMLElement>('.compare footer .primary'))?.focus();
  }, [differences]);
  return (
    <Dialog
      className="wide-dialog compare"
      title="比较两份内容"
      detail={countOf(differences)}
      onClose={close}
      calm={taken > 0 && `已采用 ${taken} 次，还没有存盘；关闭以后按 Ctrl+Z 逐次撤销。`}
      footer={
        <>
          {!given && !isEqual(differences) && (
            <button type="button" className="edge" onClick={() => take(() => right.report)}>
              全部采用
            </button>
          )}
          <span className="spring" />
          <button type="button" className="primary" onClick={close}>
            {back ? '返回' : '关闭'} <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      {isEqual(differences) ? (
        <div className="empty">
          <Icon name="done" />
          <h2>两份内容相同</h2>
          <p>表里的数、文字、单位信息和写明的理由都一样。</p>
        </div>
      ) : (
        <DifferenceList differences={differences} left={left} right={right} take={given ? null : take} />
      )}
    </Dialog>
  );
}

function countOf({ unit, numbers, texts, reasons }: Differences): string {
  const paragraphs = texts.reduce((sum, text) => sum + text.paragraphs.length, 0);
  const counts = [
    unit.length > 0 && `单位信息 ${unit.length} 处不同`,
    numbers.length > 0 && `表里 ${numbers.length} 格不同`,
    paragraphs > 0 && `文字 ${paragraphs} 段不同`,
    reasons.length > 0 && `理由 ${reasons.length} 条不同`,
  ];
  return counts.filter(Boolean).join('，');
}

interface ListProps {
  readonly differences: Differences;
  readonly left: Version;
  readonly right: Version;
  /** Null where neither side is the open draft. */
  readonly take: Take | null;
}
function DifferenceList({ differences, left, right, take }: ListProps) {
  const pairs = (kind: keyof typeof ADOPT, none?: string) => (
    <Pairs pairs={differences[kind]} none={none} take={take && ((pair) => take((draft) => ADOPT[kind](draft, right.report, pair)))} />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the region cannot be scrolled by keyboard
    <section className="changes" tabIndex={0} aria-label="不同的地方">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">位置</span>
            </th>
            <VersionHead version={left} />
            <VersionHead version={right} />
            {take && (
              <th scope="col" className="take">
                <span className="unseen">采用</span>
              </th>
            )}
          </tr>
        </thead>
        {pairs('unit')}
        {pairs('numbers')}
        {differences.texts.map((text) => (
          <Texts key={text.id} text={text} take={take} />
        ))}
        {pairs('reasons', '没有')}
      </table>
    </section>
  );
}

function TakeCell({ place, onTake }: { place: string; onTake: () => void }) {
  return (
    <td className="take">
      <button type="button" className="edge small" aria-label={`采用 ${place}`} onClick={onTake}>
        采用
      </button>
    </td>
  );
}

function VersionHead({ version: { name, at } }: { version: Version }) {
  return (
    <th scope="col">
      {name}
      {at !== null && <small>{whenExactly(at)}</small>}
    </th>
  );
}

interface PairsProps {
  readonly pairs: readonly Pair[];
  /** Said of what is not there: a number is not filled in, a reason is not given. */
  readonly none?: string | undefined;
  readonly take: ((pair: Pair) => void) | null;
}
function Pairs({ pairs, none = '未填', take }: PairsProps) {
  return (
    <tbody>
      {pairs.map((pair) => (
        <tr key={pair.id}>
          <th scope="row">{pair.place}</th>
          {[pair.left, pair.right].map((text, side) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the two sides
            <td key={side}>{text.trim() === '' ? <i>{none}</i> : text}</td>
          ))}
          {take && <TakeCell place={pair.place} onTake={() => take(pair)} />}
        </tr>
      ))}
    </tbody>
  );
}

/** Nobody reads more than this; a window that draws ten thousand paragraphs stands still. */
const MOST_PARAGRAPHS = 200;
function Texts({ text: { id, name, paragraphs }, take }: { text: TextDifference; take: Take | null }) {
  const rest = paragraphs.length - MOST_PARAGRAPHS;
  const shown = paragraphs.slice(0, MOST_PARAGRAPHS);
  return (
    <tbody>
      {shown.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed once
        <tr key={index}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={shown.length}>
              {name}
            </th>
          )}
          <Paragraph pieces={pair.left} tag="del" />
          <Paragraph pieces={pair.right} tag="ins" />
          {take && <TakeCell place={`${name} 第 ${pair.at + 1} 段`} onTake={() => take((draft) => adoptParagraph(draft, id, pair))} />}
        </tr>
      ))}
      {rest > 0 && (
        <tr>
          <td colSpan={take ? 4 : 3}>
            {name}还有 {rest} 段不同，没有列出。
          </td>
        </tr>
      )}
    </tbody>
  );
}
function Paragraph({ pieces, tag: Tag }: { pieces: readonly Piece[] | null; tag: 'del' | 'ins' }) {
  if (!pieces)
    return (
      <td>
        <i>没有这一段</i>
      </td>
    );
  return (
    <td className="text">
      {pieces.map(({ text, differs }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed once
        return differs ? <Tag key={index}>{text}</Tag> : <span key={index}>{text}</span>;
      })}
    </td>
  );
}

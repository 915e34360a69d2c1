/** Two states of a draft side by side: what differs, and nothing else. */
import { useMemo } from 'react';
import { compareReports, type Differences, isEqual, type Pair, type ParagraphPair, type Piece, type TextDifference } from './compare.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { type Dialog as DialogState, update, type Version } from './store.ts';
import { whenExactly } from './when.ts';

interface Props {
  readonly left: Version;
  readonly right: Version;
  readonly back: DialogState | null;
}

export function CompareDialog({ left, right, back }: Props) {
  const differences = useMemo(() => compareReports(left.report, right.report), [left, right]);
  const close = (): void => update({ dialog: back });
  return (
    <Dialog
      className="wide-dialog compare"
      title="比较两份内容"
      detail={countOf(differences)}
      onClose={close}
      footer={
        <>
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
        <DifferenceList differences={differences} left={left} right={right} />
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

function DifferenceList({
  differences: { unit, numbers, texts, reasons },
  left,
  right,
}: {
  differences: Differences;
  left: Version;
  right: Version;
}) {
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
          </tr>
        </thead>
        <Pairs pairs={unit} />
        <Pairs pairs={numbers} />
        {texts.map((text) => (
          <Texts key={text.id} text={text} />
        ))}
        <Pairs pairs={reasons} none="没有" />
      </table>
    </section>
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

/** `none` is said of what is not there: a number is not filled in, a reason is not given. */
function Pairs({ pairs, none = '未填' }: { pairs: readonly Pair[]; none?: string }) {
  return (
    <tbody>
      {pairs.map(({ id, place, left, right }) => (
        <tr key={id}>
          <th scope="row">{place}</th>
          <td>{left.trim() === '' ? <i>{none}</i> : left}</td>
          <td>{right.trim() === '' ? <i>{none}</i> : right}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** Nobody reads more than this; a window that draws ten thousand paragraphs stands still. */
const MOST_PARAGRAPHS = 200;
function Texts({ text: { name, paragraphs } }: { text: TextDifference }) {
  const rest = paragraphs.length - MOST_PARAGRAPHS;
  return (
    <tbody>
      {paragraphs.slice(0, MOST_PARAGRAPHS).map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed once
        <Paragraphs key={index} name={index === 0 ? name : null} rows={Math.min(paragraphs.length, MOST_PARAGRAPHS)} pair={pair} />
      ))}
      {rest > 0 && (
        <tr>
          <td colSpan={3}>
            {name}还有 {rest} 段不同，没有列出。
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Paragraphs({ name, rows, pair }: { name: string | null; rows: number; pair: ParagraphPair }) {
  return (
    <tr>
      {name && (
        <th scope="rowgroup" rowSpan={rows}>
          {name}
        </th>
      )}
      <Paragraph pieces={pair.left} tag="del" />
      <Paragraph pieces={pair.right} tag="ins" />
    </tr>
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

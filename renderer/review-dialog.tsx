/** 导入: what was read of a published report, from where, what contradicts and what was left over, before anything is done with it. */
import { useId, useState } from 'react';
import type { Doubt } from '../importers/imported.ts';
import type { Finding } from '../shared/finding.ts';
import { headingOf, TEXT_IDS, type TextId } from '../shared/form.ts';
import { charactersIn, grouped, paragraphsIn } from '../shared/outline.ts';
import { formOf, type Report } from '../shared/report.ts';
import { validate } from '../shared/validate.ts';
import { Dialog, Problem } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { attachReviewed, compareReviewed, isOfOpenDraft, misfit, openReviewed, showRollover } from './importing.ts';
import { ReportFacts } from './report-facts.tsx';
import { isContradiction, isOfThisForm, type Review, reviewedImport, reviewProblem, usesOf, yearAfter } from './review.ts';
import { Contradiction, TablesRead } from './review-tables.tsx';
import { Leftovers } from './review-unplaced.tsx';
import { Kind, Note } from './screen.tsx';
import { closeDialog, update, useStore } from './store.ts';

const change = (review: Review): void => update({ dialog: { kind: 'review', review } });

export function ReviewDialog({ review }: { review: Review }) {
  const [asked, setAsked] = useState(false);
  const id = useId();
  const imported = reviewedImport(review);
  const { report } = imported;
  const found = validate(report).filter(isContradiction);
  const isPrinted = review.imported.doubts.length === 0;
  const problem = asked ? reviewProblem(review) : null;
  /** Unit and year are asked for before the report is used. */
  const use = (how: (review: Review) => unknown) => (): void => {
    setAsked(true);
    if (reviewProblem(review) === null) void how(review);
    else document.getElementById(`${id}${review.unit.trim() === '' ? 'unit' : 'year'}`)?.focus();
  };
  return (
    <Dialog
      title="导入年报"
      className="screen"
      onClose={closeDialog}
      footer={
        <>
          <Problem id={`${id}problem`} text={problem} />
          <Choices review={review} report={report} use={use} />
          <button type="button" className="edge" onClick={closeDialog}>
            返回 <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
      <section className="listing" tabIndex={0} aria-label="读到的内容">
        <Kind
          mark={isPrinted ? 'done' : 'doubt'}
          icon={isPrinted ? 'done' : 'doubt'}
          name="单位和年度"
          note={isPrinted ? '标题里读到的，不对可以改' : '没有印全，请核对'}
        >
          <Whose review={review} id={id} problem={problem ? `${id}problem` : undefined} />
          <Doubts doubts={review.imported.doubts} />
        </Kind>
        <TextsRead report={report} found={found} />
        <TablesRead review={review} imported={imported} found={found} onChange={change} />
        <Leftovers review={review} onChange={change} />
      </section>
      <aside className="beside" aria-label="读得怎样">
        <h3>读自</h3>
        <ReportFacts file={review.file} report={report} imported={review.imported} />
        <h3>用在哪里</h3>
        <Where report={report} />
        <p className="calm">原来的文件不会改动。</p>
      </aside>
    </Dialog>
  );
}

interface ChoicesProps {
  readonly review: Review;
  readonly report: Report;
  readonly use: (how: (review: Review) => unknown) => () => void;
}
/** The filled button is what the report was opened for. */
function Choices({ review, report, use }: ChoicesProps) {
  const hasDraft = useStore((s) => s.document !== null);
  const compares = hasDraft && isOfOpenDraft(report) && isOfThisForm(report);
  const attaches = hasDraft && !compares && review.wants === 'lastYear';
  const choices = [
    { label: '与打开的草稿比较', shown: compares, filled: compares, how: compareReviewed },
    {
      label: `以它为基础新建 ${yearAfter(report)} 年度报告`,
      shown: true,
      filled: !attaches && !compares,
      how: showRollover,
    },
    { label: '作为这份草稿的上年年报', shown: hasDraft, filled: attaches, how: attachReviewed },
    { label: '作为一份草稿打开', shown: isOfThisForm(report), filled: false, how: openReviewed },
  ].filter(({ shown }) => shown);
  const sorted = [...choices].sort((a, b) => Number(b.filled) - Number(a.filled));
  return sorted.map(({ label, filled, how }) => (
    <button key={label} type="button" className={filled ? 'primary' : 'edge'} onClick={use(how)}>
      {label} {filled && <kbd>Enter</kbd>}
    </button>
  ));
}

/** What must be known before one of the choices. */
function Where({ report }: { report: Report }) {
  const problem = misfit(report);
  return (
    <>
      {isOfOpenDraft(report) && (
        <p className="fact-note">
          <Icon name="doubt" className="doubt" />
          <span>
            打开的草稿就是这个单位 {report.year}{' '}
            年度的。这份是它导出后在别处改过的，用“与打开的草稿比较”逐处采用；作为一份草稿打开，会有两份同一年度的草稿。
          </span>
        </p>
      )}
      {problem && (
        <p className="fact-note">
          <Icon name="doubt" className="doubt" />
          <span>作为上年年报：{problem}</span>
        </p>
      )}
      <p>{usesOf(report)}</p>
    </>
  );
}
const FORM_NAMES: Readonly<Record<string, string>> = {
  '2019': '2019 年格式',
  '2021': '2021 年格式',
  '2021 with 23 rows': '2021 年格式，表三少几行',
};

function Whose({ review, id, problem }: { review: Review; id: string; problem: string | undefined }) {
  return (
    <div className="whose">
      <label htmlFor={`${id}unit`}>单位全称</label>
      <input
        id={`${id}unit`}
        value={review.unit}
        aria-describedby={problem}
        onChange={({ target }) => change({ ...review, unit: target.value })}
      />
      <label htmlFor={`${id}year`}>年度</label>
      <input
        id={`${id}year`}
        className="short"
        inputMode="numeric"
        value={review.year}
        aria-describedby={problem}
        onChange={({ target }) => change({ ...review, year: target.value })}
      />
      <span className="form-name">{FORM_NAMES[formOf(review.imported.report).id]}</span>
    </div>
  );
}

const Doubts = ({ doubts }: { doubts: readonly Doubt[] }) =>
  doubts.map(({ message }) => (
    <Note key={message} icon="doubt">
      {message}
    </Note>
  ));

/** The texts before a table are not asked for: nothing is missing where they are empty. */
const WANTED: readonly TextId[] = ['preamble', 'overview', 'problems', 'other'];

function TextsRead({ report, found }: { report: Report; found: readonly Finding[] }) {
  const shown = TEXT_IDS.filter((id) => WANTED.includes(id) || report.texts[id].trim() !== '');
  const about = found.filter(({ section }) => section === 'title' || WANTED.includes(section));
  const tone = about.length > 0 || WANTED.some((id) => report.texts[id].trim() === '') ? 'doubt' : 'done';
  return (
    <Kind mark={tone} icon={tone} name="文字" note="一段一行，数字和年份都照原文">
      <table>
        <thead className="heads">
          <tr>
            <th scope="col">部分</th>
            <th scope="col">读到</th>
            <th scope="col">开头</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((id) => (
            <TextRow key={id} id={id} text={report.texts[id]} />
          ))}
        </tbody>
      </table>
      {about.map((finding) => (
        <Contradiction key={finding.message} finding={finding} />
      ))}
    </Kind>
  );
}

/** More than fits; the end is cut by the width of the column. */
const FIRST_WORDS = 80;
function TextRow({ id, text }: { id: TextId; text: string }) {
  const paragraphs = paragraphsIn(text);
  return (
    <tr>
      <th scope="row">{headingOf(id)}</th>
      {text.trim() === '' ? (
        <td className="nothing" colSpan={2}>
          <Icon name="doubt" className="doubt" />
          没有读到
        </td>
      ) : (
        <>
          <td className="amount">
            {paragraphs} 段，{grouped(charactersIn(text))} 字
          </td>
          <td className="words">{text.trim().split('\n', 1)[0]?.slice(0, FIRST_WORDS)}</td>
        </>
      )}
    </tr>
  );
}

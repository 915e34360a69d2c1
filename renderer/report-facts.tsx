/** In a few lines, how sound a report is that something will be based on. */
import type { ReactNode } from 'react';
import type { Imported } from '../importers/imported.ts';
import { isTable } from '../shared/form.ts';
import { formOf, type Report } from '../shared/report.ts';
import { validate } from '../shared/validate.ts';
import { blanks } from './derived.ts';
import { Icon } from './icon.tsx';
import { isIdentity, isOfThisForm, namesOfPage, strangeIn } from './review.ts';

interface Props {
  readonly file: string;
  readonly report: Report;
  /** Null where it comes from a draft. */
  readonly imported: Imported | null;
  /** What leads to a closer look. */
  readonly look?: ReactNode;
}
export function ReportFacts({ file, report, imported, look }: Props) {
  const found = validate(report);
  const broken = found.filter(isIdentity).length;
  const isRead = imported ? imported.numbersRead === imported.numbersWanted : blanks(report).size === 0;
  // What stands in a table and is no number is compared with nothing.
  const isWhole = isRead && !found.some(({ severity, section }) => severity === 'error' && isTable(section));
  return (
    <>
      <p className="src">
        <Icon name="file" />
        <span>{file}</span>
      </p>
      <ul className="facts">
        {imported ? <NumbersRead imported={{ ...imported, report }} /> : <Blanks report={report} />}
        {imported?.numbersRead !== 0 && (
          <Fact good={broken === 0}>
            {broken > 0 ? `勾稽关系 ${broken} 处不等` : isWhole ? '勾稽关系全部相等' : '能核对的勾稽关系都相等'}
          </Fact>
        )}
        {imported && <Unplaced imported={imported} />}
      </ul>
      {look}
    </>
  );
}

function Fact({ good, children }: { good: boolean; children: ReactNode }) {
  return (
    <li className={good ? 'done' : 'doubt'}>
      <Icon name={good ? 'done' : 'doubt'} />
      <span>{children}</span>
    </li>
  );
}

function NumbersRead({ imported }: { imported: Imported }) {
  const { numbersRead, numbersWanted } = imported;
  const strange = strangeIn(formOf(imported.report).fields.values(), imported).length;
  return (
    <Fact good={numbersRead === numbersWanted && strange === 0}>
      读出{' '}
      <b>
        {numbersRead - strange} / {numbersWanted}
      </b>{' '}
      个数字
      {strange > 0 && `，${strange} 格写的不是数`}
      {numbersRead < numbersWanted && '，其余留空'}
    </Fact>
  );
}
/** A draft in an older form has cells that are not filled in any more; they are not counted. */
function Blanks({ report }: { report: Report }) {
  if (!isOfThisForm(report)) return null;
  const { size } = blanks(report);
  return <Fact good={size === 0}>{size === 0 ? '没有空格' : `还有 ${size} 格未填`}</Fact>;
}
function Unplaced({ imported: { unplaced } }: { imported: Imported }) {
  const own = unplaced.filter(({ kind }) => kind === 'doubt').length;
  const page = unplaced.filter(({ kind }) => kind === 'page');
  const around = page.length > 0 ? `${namesOfPage(page)} ${page.length} 处不用归入` : '';
  if (own > 0)
    return (
      <Fact good={false}>
        {own} 处没有归入{around && `，另有${around}`}
      </Fact>
    );
  return <Fact good>{around ? `正文全部归入；${around}` : '文字全部归入'}</Fact>;
}

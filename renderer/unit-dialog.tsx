/** Whose report it is and of which year: asked before a new one, changed at any time. */
import { type FormEvent, useId, useState } from 'react';
import { nameDoubt } from '../shared/questions.ts';
import { emptyReport, type Report, titleSuffix } from '../shared/report.ts';
import { unitDoubt, unitNamed } from '../shared/unit-names.ts';
import { Dialog, Problem } from './dialog.tsx';
import { newDocument } from './document.ts';
import { changeReport, closeDialog, state } from './store.ts';
import { UnitFields, type UnitForm } from './unit-fields.tsx';
import { nameProblem, yearOf, yearProblem, yearToReport } from './unit-form.ts';

/** What must be put right before the report is begun. */
const problemOf = ({ name, year }: UnitForm): string | null => nameProblem(name) ?? yearProblem(year);

/** As it will stand over the report; without a year while there is none. */
function titleShown({ name, year: typed }: UnitForm): string {
  if (name.trim() === '') return '标题由单位全称和年度写成';
  const year = yearOf(typed);
  return name.trim() + (year === null ? titleSuffix(0).replace('0', '…') : titleSuffix(year));
}

/** Category and level follow the name, and the level the category, until a person chooses them. */
function proposed(form: UnitForm, chosen: ReadonlySet<string>): UnitForm {
  const named = unitNamed(form.name.trim());
  const kind = chosen.has('kind') ? form.kind : named.kind;
  const level = kind === 'town' ? 'town' : named.level;
  return { ...form, kind, level: chosen.has('level') ? form.level : level };
}

type Part = Pick<Report, 'unit' | 'year'>;
const isAsBefore = ({ unit, year }: Part, present: Part): boolean =>
  year === present.year && JSON.stringify(unit) === JSON.stringify(present.unit);

export function UnitDialog({ isNew }: { isNew: boolean }) {
  const [present] = useState(() => (isNew ? undefined : state().document?.draft.report) ?? emptyReport('', yearToReport()));
  const [form, setForm] = useState<UnitForm>(() => ({ ...present.unit, year: String(present.year) }));
  // In a report that was begun category and level were chosen.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(isNew ? [] : ['kind', 'level']));
  const [done, setDone] = useState(false);
  const id = useId();
  // A name that is odd is told at once, and may be right all the same (R9).
  const doubt = nameDoubt(form.name, yearOf(form.year) ?? present.year) ?? unitDoubt(form);
  const problem = done ? problemOf(form) : null;
  const told = problem ?? doubt;
  const change = (part: Partial<UnitForm>): void => {
    const touched = new Set([...chosen, ...Object.keys(part)]);
    setChosen(touched);
    setForm(proposed({ ...form, ...part }, touched));
    setDone(false);
  };
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    setDone(true);
    const { year: typed, ...unit } = form;
    const year = yearOf(typed);
    if (year === null || problemOf(form) !== null) return;
    const part = { unit: { ...present.unit, ...unit, name: unit.name.trim(), selfName: unit.selfName.trim() }, year };
    if (isNew) newDocument({ ...emptyReport(part.unit.name, part.year), unit: part.unit });
    // What was only looked at is no step, which would end the redoing of others.
    else if (!isAsBefore(part, present)) changeReport(part);
    closeDialog();
  };
  return (
    <Dialog
      title={isNew ? '新建年度报告' : '单位信息'}
      detail={titleShown(form)}
      onClose={closeDialog}
      className="unit"
      footer={
        <>
          <Problem id={id} text={told} tone={problem ? 'error' : 'doubt'} />
          <span className="spring" />
          <button type="button" className="edge" onClick={closeDialog}>
            取消 <kbd>Esc</kbd>
          </button>
          <button type="button" className="primary" onClick={() => submit()}>
            {isNew ? '开始填写' : '确定'} <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      <form className="fields" onSubmit={submit}>
        <UnitFields form={form} problem={told ? id : undefined} onChange={change} />
      </form>
    </Dialog>
  );
}

/** Whose report it is and of which year: asked before a new one, changed at any time. */
import { type FormEvent, useId, useState } from 'react';
import { emptyReport, LEVELS, type Level, type Report, titleOf, UNIT_KINDS, type UnitKind } from '../shared/report.ts';
import { Dialog } from './dialog.tsx';
import { newDocument } from './document.ts';
import { changeReport, state, update } from './store.ts';

const KINDS: Readonly<Record<UnitKind, string>> = {
  government: '县级以上人民政府',
  department: '政府部门',
  office: '派出机构、办公室等',
  town: '乡镇人民政府、街道办事处',
  publicInstitution: '事业单位',
};
const LEVEL_NAMES: Readonly<Record<Level, string>> = { province: '省级', prefecture: '市级', county: '县级', town: '乡镇级' };
const SELF_NAMES = ['我局', '我委', '我办', '我中心', '我馆', '我县', '我市', '我区', '我镇', '我街道', '本机关'];

/** In January and for the rest of the year it is the year before that is reported on; from November on the next report is begun. */
const yearToReport = (now: Date): number => (now.getMonth() >= 10 ? now.getFullYear() : now.getFullYear() - 1);

type Form = Report['unit'] & { readonly year: string };
const formOf = ({ unit, year }: Report): Form => ({ ...unit, year: String(year) });

/** A name becomes the title, the name of the file and of the exports. */
const MAX_NAME = 60;

function problemOf({ name, year }: Form): string | null {
  if (name.trim() === '') return '请填单位全称，标题要用。';
  const length = [...name.trim()].length;
  if (length > MAX_NAME) return `单位全称有 ${length} 个字，最多 ${MAX_NAME} 个。请改短。`;
  const number = Number(year.trim());
  if (!/^\d{4}$/.test(year.trim()) || number < 2021 || number > 2100) return '年度请填四位数字，例如 2025。2021 年起用现在的格式。';
  return null;
}

export function UnitDialog({ isNew }: { isNew: boolean }) {
  const present = state().document?.draft.report ?? emptyReport('', yearToReport(new Date()));
  const [form, setForm] = useState(() => formOf(isNew ? emptyReport('', yearToReport(new Date())) : present));
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const set = (part: Partial<Form>): void => {
    setForm({ ...form, ...part });
    setProblem(null);
  };
  const close = (): void => update({ dialog: null });
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    const found = problemOf(form);
    if (found) {
      setProblem(found);
      return;
    }
    const { year, ...unit } = form;
    const part = { unit: { ...present.unit, ...unit, name: unit.name.trim(), selfName: unit.selfName.trim() }, year: Number(year.trim()) };
    if (isNew) newDocument({ ...emptyReport(part.unit.name, part.year), unit: part.unit });
    else changeReport(part);
    close();
  };
  return (
    <Dialog
      title={isNew ? '新建年度报告' : '单位信息'}
      detail={
        form.name.trim()
          ? titleOf({ ...present, unit: { ...present.unit, name: form.name.trim() }, year: Number(form.year) || 0 })
          : '标题由单位全称和年度写成'
      }
      onClose={close}
      className="unit"
      footer={
        <>
          {problem && (
            <p className="problem error" id={`${id}problem`} role="alert">
              {problem}
            </p>
          )}
          <span className="spring" />
          <button type="button" className="edge" onClick={close}>
            取消 <kbd>Esc</kbd>
          </button>
          <button type="button" className="primary" onClick={() => submit()}>
            {isNew ? '开始填写' : '确定'} <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      <form className="fields" onSubmit={submit}>
        <label htmlFor={`${id}name`}>单位全称</label>
        <input
          id={`${id}name`}
          data-autofocus
          value={form.name}
          placeholder="示例县水利局"
          aria-describedby={problem ? `${id}problem` : undefined}
          onChange={(event) => set({ name: event.target.value })}
        />
        <label htmlFor={`${id}year`}>报告年度</label>
        <input
          id={`${id}year`}
          className="short"
          inputMode="numeric"
          value={form.year}
          onChange={(event) => set({ year: event.target.value })}
        />
        <label htmlFor={`${id}kind`}>类别</label>
        <Choice id={`${id}kind`} value={form.kind} values={UNIT_KINDS} names={KINDS} onChange={(kind) => set({ kind })} />
        <label htmlFor={`${id}level`}>级别</label>
        <Choice id={`${id}level`} value={form.level} values={LEVELS} names={LEVEL_NAMES} onChange={(level) => set({ level })} />
        <label htmlFor={`${id}self`}>文中自称</label>
        <span>
          <input
            id={`${id}self`}
            className="short"
            list={`${id}selves`}
            value={form.selfName}
            placeholder="本机关"
            onChange={(event) => set({ selfName: event.target.value })}
          />
          <datalist id={`${id}selves`}>
            {SELF_NAMES.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <small>用在信息处理费的那一句里</small>
        </span>
      </form>
    </Dialog>
  );
}

interface ChoiceProps<V extends string> {
  readonly id: string;
  readonly value: V;
  readonly values: readonly V[];
  readonly names: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}
function Choice<V extends string>({ id, value, values, names, onChange }: ChoiceProps<V>) {
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.target.value as V)}>
      {values.map((choice) => (
        <option key={choice} value={choice}>
          {names[choice]}
        </option>
      ))}
    </select>
  );
}

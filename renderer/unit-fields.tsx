/** The fields that say whose report it is and of which year. */
import { useId } from 'react';
import { LEVEL_NAMES, LEVELS, type Level, type Report, UNIT_KIND_NAMES, UNIT_KINDS, type UnitKind } from '../shared/report.ts';

const SELF_NAMES = ['我局', '我委', '我办', '我中心', '我馆', '我县', '我市', '我区', '我镇', '我街道', '本机关'];

export type UnitForm = Report['unit'] & { readonly year: string };

interface Props {
  readonly form: UnitForm;
  /** Id of the sentence that says what is wrong. */
  readonly problem: string | undefined;
  readonly onChange: (part: Partial<UnitForm>) => void;
}
export function UnitFields({ form, problem, onChange }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={`${id}name`}>单位全称</label>
      <input
        id={`${id}name`}
        data-autofocus
        value={form.name}
        placeholder="示例县水利局"
        aria-describedby={problem}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <label htmlFor={`${id}year`}>报告年度</label>
      <input
        id={`${id}year`}
        className="short"
        inputMode="numeric"
        value={form.year}
        aria-describedby={problem}
        onChange={(event) => onChange({ year: event.target.value })}
      />
      <label htmlFor={`${id}kind`}>类别</label>
      <Choice
        id={`${id}kind`}
        value={form.kind}
        values={UNIT_KINDS}
        names={UNIT_KIND_NAMES}
        onChange={(kind: UnitKind) => onChange({ kind })}
      />
      <label htmlFor={`${id}level`}>级别</label>
      <Choice id={`${id}level`} value={form.level} values={LEVELS} names={LEVEL_NAMES} onChange={(level: Level) => onChange({ level })} />
      <label htmlFor={`${id}self`}>文中自称</label>
      <span>
        <input
          id={`${id}self`}
          className="short"
          list={`${id}selves`}
          value={form.selfName}
          placeholder="本机关"
          onChange={(event) => onChange({ selfName: event.target.value })}
        />
        <datalist id={`${id}selves`}>
          {SELF_NAMES.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <small>用在信息处理费的那一句里</small>
      </span>
    </>
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

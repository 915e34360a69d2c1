/** The line at the bottom: whether the work is safe, what is left to do, and what the focused number counts. */
import { fieldOf, placeInTable, type TextId } from '../shared/form.ts';
import { tell } from './ask.ts';
import { runCommand } from './commands.ts';
import { isDirty, TONE_NAMES, type Tone, viewOf } from './derived.ts';
import { Icon } from './icon.tsx';
import { goTo, type State, state, update, useStore } from './store.ts';
import { when } from './when.ts';

/** What is asked of each text, in the place where a number has its 口径. */
const TEXT_MEANINGS: Readonly<Record<TextId, string>> = {
  preamble: '写明编制依据；列举各部分的，六个部分都要列到。',
  overview: '要写到五个方面：主动公开、依申请公开、政府信息管理、平台建设、监督保障。',
  proactive: '格式里没有这段文字，有要说明的才写，印在表前。',
  requests: '格式里没有这段文字，有要说明的才写，印在表前。',
  disputes: '格式里没有这段文字，有要说明的才写，印在表前。',
  problems: '写明存在的主要问题和改进情况，问题和措施逐条对应。',
  other: '信息处理费由上面三项数字写成；其他要报告的写在这里。',
};

function Saved() {
  const safety = useStore((s) => s.safety);
  const dirty = useStore((s) => s.document !== null && isDirty(s.document));
  const handedAt = useStore((s) => s.document?.handedAt ?? null);
  const isNew = useStore((s) => s.document?.file === null);
  // A copy that was not kept is of no concern once everything was undone.
  if (safety.kind === 'failed' || (safety.kind === 'unkept' && (dirty || handedAt !== null))) {
    const what = safety.kind === 'failed' ? '没有存上' : '恢复副本没有存上';
    return (
      <button type="button" className="saved error" onClick={() => void tell(what, safety.message)}>
        <Icon name="error" />
        {what}，点这里看原因
      </button>
    );
  }
  return (
    <span className={`saved ${dirty ? 'dirty' : ''}`}>
      <Icon name={dirty ? 'past' : 'done'} />
      {dirty ? unsavedText(safety, isNew) : savedText(safety, handedAt)}
    </span>
  );
}

function unsavedText(safety: State['safety'], isNew: boolean): string {
  const what = isNew ? '还没有存成文件' : '有改动';
  if (safety.kind === 'kept') return `${what}，${when(safety.at)} 已存恢复副本`;
  return isNew ? what : `${what}，还没有保存`;
}
function savedText(safety: State['safety'], handedAt: number | null): string {
  // A download that was asked for may have been canceled: it is not called saved.
  if (handedAt !== null) return `已交给浏览器下载 ${when(handedAt)}`;
  return safety.kind === 'saved' ? `已保存 ${when(safety.at)}` : '没有改动';
}

/** To the first number that is still blank, in this section if there is one. */
function jumpToBlank(): void {
  const { section } = state();
  const blank = [...viewOf(state()).blank];
  const id = blank.find((cell) => cell.startsWith(`${section}.`)) ?? blank[0];
  if (id) goTo({ kind: 'cell', id });
}

const SHOWN: readonly Tone[] = ['error', 'doubt'];
function Counts() {
  const view = useStore(viewOf);
  return (
    <span className="counts">
      {SHOWN.map((tone) => (
        <button key={tone} type="button" className={view.counts[tone] > 0 ? tone : 'none'} onClick={() => runCommand('findings')}>
          <Icon name={view.counts[tone] > 0 || view.unchecked ? tone : 'done'} />
          {TONE_NAMES[tone]} <b>{view.unchecked ? '…' : view.counts[tone]}</b>
        </button>
      ))}
      <button type="button" className={view.blank.size > 0 ? 'blank' : 'none'} onClick={jumpToBlank}>
        <Icon name={view.blank.size > 0 ? 'blank' : 'done'} />
        未填 <b>{view.blank.size}</b>
      </button>
    </span>
  );
}

function meaningOf({ place }: State): string {
  if (!place) return '';
  if (place.kind === 'text') return TEXT_MEANINGS[place.id];
  return fieldOf(place.id)?.meaning ?? '';
}
function whereOf({ place }: State): string {
  const field = place?.kind === 'cell' && fieldOf(place.id);
  return field ? placeInTable(field) : '';
}

export function StatusBar() {
  const meaning = useStore(meaningOf);
  const where = useStore(whereOf);
  const stepped = useStore((s) => s.stepped);
  const field = useStore((s) => (s.place?.kind === 'cell' ? fieldOf(s.place.id) : undefined));
  return (
    <footer className="status">
      <Saved />
      <Counts />
      {stepped ? (
        <p className="meaning" role="status">
          <span className="where">{stepped}</span>
        </p>
      ) : (
        <p className="meaning" title={meaning}>
          {meaning && <b>口径</b>}
          {where && <span className="where">{where}</span>}
          <span className="what">{meaning}</span>
        </p>
      )}
      {field && (
        <button type="button" className="f1" onClick={() => update({ dialog: { kind: 'meaning', field } })}>
          <kbd>F1</kbd> 全文
        </button>
      )}
    </footer>
  );
}

/** The start screen: the ways in, the deadline, the recent files. */
import { flushSync } from 'react-dom';
import type { RecentFile, Summary } from '../shared/api.ts';
import { deadlineOf } from '../shared/deadline.ts';
import { emptyReport } from '../shared/report.ts';
import { newFromLastYear, newReport, runCommand } from './commands.ts';
import { openFile, openRecent } from './document.ts';
import { freeKeys } from './free-keys.ts';
import { Icon, type IconName } from './icon.tsx';
import { api } from './machine.ts';
import { daysLeftText } from './top-bar.tsx';
import { today, when } from './when.ts';
import { WindowMenu } from './window-menu.tsx';

interface Props {
  readonly recent: readonly RecentFile[];
  readonly onForget: (recent: readonly RecentFile[]) => void;
}

export function Start({ recent, onForget }: Props) {
  return (
    <main className="start">
      <header className="hero">
        <h1>政府信息公开工作年度报告</h1>
        <p>
          填表、写文、核对、导出，都在这台电脑上完成，不联网。
          <button type="button" className="link" onClick={() => runCommand('manual')}>
            使用手册
          </button>
        </p>
        {api.edition === 'browser' && <WindowMenu />}
      </header>
      <div className="cols">
        <section className="ways" aria-label="开始">
          <Way
            icon="next"
            name="以上年为基础新建"
            keys="Ctrl+Shift+N"
            text="带入单位信息、文字和 6 格“结转下年度”。上年的草稿，或上年发布的年报（Word、网页、PDF）都可以。"
            main
            onChoose={newFromLastYear}
          />
          <Way icon="new" name="新建" keys="Ctrl+N" text="从空白的统一格式开始。" onChoose={newReport} />
          <Way icon="open" name="打开…" keys="Ctrl+O" text="接着写已有的草稿。" onChoose={openFile} />
          <Way icon="file" name="导入…" keys="" text="读出已发布的年报，看过再决定用在哪里。" onChoose={() => runCommand('import')} />
          <div className="dropzone">
            <Icon name="drop" />
            <p>
              <b>也可以把文件拖到这里</b>
              <br />
              草稿，或上年的年报：Word、网页、PDF、文本
            </p>
          </div>
        </section>
        <section className="recent" aria-label="最近文件">
          <Due />
          <h2>最近文件</h2>
          {recent.length === 0 ? (
            <p className="none">
              {api.remembersFiles ? '还没有打开过文件。保存过的草稿会列在这里。' : '这个浏览器记不住文件，请用“打开…”到下载文件夹里找。'}
            </p>
          ) : (
            <RecentList recent={recent} onForget={onForget} />
          )}
        </section>
      </div>
    </main>
  );
}

interface WayProps {
  readonly icon: IconName;
  readonly name: string;
  readonly keys: string;
  readonly text: string;
  readonly main?: boolean;
  readonly onChoose: () => unknown;
}
function Way({ icon, name, keys, text, main = false, onChoose }: WayProps) {
  return (
    <button type="button" className={main ? 'way main-way' : 'way'} onClick={() => void onChoose()}>
      <Icon name={icon} />
      <b>{name}</b>
      <kbd>{freeKeys(keys)}</kbd>
      <p>{text}</p>
    </button>
  );
}

function Due() {
  const now = today();
  const [year, month] = now;
  // After the last deadline of a year the next report is the one of this year.
  const reported = month > 3 ? year : year - 1;
  const due = deadlineOf(emptyReport('', reported), now);
  return (
    <div className="due">
      <p className="cal" aria-hidden="true">
        <span>{due.month} 月</span>
        <b>{due.day}</b>
      </p>
      <div>
        <h2>
          {reported} 年度报告，部门 {reported + 1} 年 {due.month} 月 {due.day} 日前报送并公开
        </h2>
        <p>
          <b>{daysLeftText(due)}</b>（《条例》第四十九条）。县级以上地方政府为 3 月 31 日前；本地要求更早的，以本地为准。
        </p>
      </div>
    </div>
  );
}

function RecentList({ recent, onForget }: Props) {
  const forget = async (id: string, index: number, start: Element | null): Promise<void> => {
    await api.forget(id);
    const left = await api.recent();
    flushSync(() => onForget(left));
    // The button went with its file.
    const buttons = [...(start?.querySelectorAll<HTMLElement>('.recent li .icon') ?? [])];
    const next = buttons[index] ?? buttons.at(-1) ?? start?.querySelector<HTMLElement>('.way');
    if (document.activeElement === document.body) next?.focus();
  };
  return (
    <ol>
      {recent.map(({ file, at, summary, missing }, index) => (
        <li key={file.id} className={missing ? 'gone' : ''}>
          <button type="button" className="entry" disabled={missing} onClick={() => void openRecent(file.id)}>
            <Icon name="file" />
            <b>{file.name}</b>
            <time>{when(at)}</time>
            <span className="st">{missing ? '找不到文件，可能改了名，或在没有插上的 U 盘里' : <States summary={summary} />}</span>
            <span className="dir">{file.folder}</span>
          </button>
          <button
            type="button"
            className="icon"
            aria-label={`从列表里去掉 ${file.name}`}
            title="从列表里去掉，文件不动"
            onClick={({ currentTarget }) => void forget(file.id, index, currentTarget.closest('.start'))}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ol>
  );
}

function States({ summary }: { summary: Summary | null }) {
  if (!summary) return null;
  const states = [
    { look: 'error', text: `错误 ${summary.errors}`, on: summary.errors > 0 },
    { look: 'doubt', text: `待核实 ${summary.warnings}`, on: summary.warnings > 0 },
    { look: 'blank', text: `未填 ${summary.blanks}`, on: summary.blanks > 0 },
  ].filter(({ on }) => on);
  if (states.length === 0) states.push({ look: 'done', text: summary.exported ? '已导出' : '没有错误', on: true });
  return states.map(({ look, text }) => (
    <span key={look} className={look}>
      <Icon name={look as IconName} />
      {text}
    </span>
  ));
}

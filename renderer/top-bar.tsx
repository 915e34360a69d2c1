/** The bar at the top: whose report this is, when it is due, and the commands for the whole document. */
import { useLayoutEffect } from 'react';
import { type Deadline, deadlineOf } from '../shared/deadline.ts';
import { runCommand } from './commands.ts';
import { viewOf } from './derived.ts';
import { Icon } from './icon.tsx';
import { api } from './machine.ts';
import { TABLE_TOO_NARROW } from './pane-over.ts';
import { update, useReport, useStore } from './store.ts';
import { today } from './when.ts';
import { WindowMenu } from './window-menu.tsx';

export const daysLeftText = ({ daysLeft }: Deadline): string =>
  daysLeft > 0 ? `还有 ${daysLeft} 天` : daysLeft === 0 ? '就是今天' : `已过 ${-daysLeft} 天`;

function DueDate() {
  const report = useReport();
  const due = deadlineOf(report, today());
  return (
    <p className="deadline">
      <span className="long">
        <b>
          {report.year + 1} 年 {due.month} 月 {due.day} 日
        </b>
        前{report.unit.kind === 'government' ? '公布' : '报送并公开'}
      </span>
      <span className="left">{daysLeftText(due)}</span>
    </p>
  );
}

/** Where the pane would lie over the form it opens only when it is called; where there is room again it comes back. */
function useRoomForPane(): void {
  useLayoutEffect(() => {
    const narrow = matchMedia(TABLE_TOO_NARROW);
    const onChange = (): void => update({ paneOpen: !narrow.matches });
    if (narrow.matches) onChange();
    narrow.addEventListener('change', onChange);
    return () => narrow.removeEventListener('change', onChange);
  }, []);
}

const StepButton = ({ way, label, can }: { way: 'undo' | 'redo'; label: string; can: boolean }) => (
  <button type="button" className="icon" aria-label={label} title={label} disabled={!can} onClick={() => runCommand(way)}>
    <Icon name={way} />
  </button>
);

export function TopBar() {
  useRoomForPane();
  const { unit, year } = useReport();
  const canUndo = useStore((s) => (s.document?.past.length ?? 0) > 0);
  const canRedo = useStore((s) => (s.document?.future.length ?? 0) > 0);
  const count = useStore((s) => viewOf(s).shown.length);
  return (
    <header className="top">
      {api.edition === 'browser' && <WindowMenu />}
      <div className="doc">
        <strong>{unit.name || '还没有填单位名称'}</strong>
        <span>{year} 年度报告</span>
        <button type="button" className="link" onClick={() => runCommand('unit')}>
          单位信息
        </button>
      </div>
      <DueDate />
      <div className="commands">
        <StepButton way="undo" label="撤销 Ctrl+Z" can={canUndo} />
        <StepButton way="redo" label="重做 Ctrl+Y" can={canRedo} />
        <button type="button" onClick={() => runCommand('save')}>
          保存 <kbd>Ctrl+S</kbd>
        </button>
        <button type="button" className="edge" onClick={() => runCommand('export')}>
          导出… <kbd>Ctrl+E</kbd>
        </button>
        <button type="button" className="edge reopen" title="打开右栏 F9" onClick={() => runCommand('pane')}>
          <Icon name="fold" />
          检查 <span className="n">{count}</span>
        </button>
      </div>
    </header>
  );
}

/** What can be looked up: the meaning of a number with the rules that speak of it, the keys, the program itself. */
import { useEffect, useState } from 'react';
import type { Field } from '../shared/form.ts';
import { RULES } from '../shared/rules.ts';
import { Dialog } from './dialog.tsx';
import { isFree } from './free-keys.ts';
import { closeDialog } from './store.ts';

const footer = (
  <>
    <span className="spring" />
    <button type="button" className="primary" onClick={closeDialog}>
      知道了 <kbd>Enter</kbd>
    </button>
  </>
);

/** The rules that a clerk may want to know of beside a number of this table. */
const TABLE_RULES: Readonly<Record<Field['table'], readonly string[]>> = {
  proactive: ['R6', 'R7', 'R8', 'R19', 'R26', 'R65', 'R66'],
  requests: ['R6', 'R7', 'R13', 'R14', 'R15', 'R20', 'R21', 'R23', 'R25'],
  disputes: ['R6', 'R7', 'R16', 'R24'],
  fee: ['R58', 'R59', 'R61'],
};

/** A requirement that follows from others names them by their numbers, which mean nothing to a clerk. */
export const basisText = (basis: string): string => basis.replace(/^由 R\d+(?:、R\d+)* 推出$/, '由以上勾稽关系推出');

export function MeaningDialog({ field }: { field: Field }) {
  const rules = RULES.filter(({ id }) => TABLE_RULES[field.table].includes(id));
  return (
    <Dialog title="口径" detail={field.place} onClose={closeDialog} footer={footer} className="meaning-dialog">
      <p className="say">
        {field.meaning}
        {field.unit !== '件' && `（单位：${field.unit}）`}
      </p>
      <dl className="basis" tabIndex={0} aria-label="填写这张表要符合的要求">
        {rules.map(({ id, title, basis }) => (
          <div key={`${id} ${title}`}>
            <dt>{title}</dt>
            <dd>{basisText(basis)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** What the keys mean inside a cell, which the table of commands does not know. */
export const FIELD_KEYS: readonly (readonly [string, string])[] = [
  ['Tab / Shift+Tab', '下一格 / 上一格'],
  ['Enter / Shift+Enter', '向下 / 向上'],
  ['← → ↑ ↓', '换格；修改中左右键先移动光标'],
  ['直接输入', '替换这一格'],
  ['F2', '修改这一格'],
  ['Esc', '还原这一格'],
  ['Shift+方向键', '选一片格子'],
  ['Ctrl+C / Ctrl+V', '复制 / 粘贴，可与 Excel、WPS 互贴'],
  ['Delete', '清空选中的格子'],
];
const KEYS: readonly (readonly [string, string])[] = [
  ...FIELD_KEYS,
  ['Ctrl+Z / Ctrl+Y', '撤销 / 重做'],
  ['Ctrl+1～6', '换部分'],
  ['F6', '换区域：上方、左栏、表格、右栏'],
  ['F7', '检查'],
  ['F8 / Shift+F8', '下一条 / 上一条'],
  ['Alt+G', '采用建议'],
  ['Alt+R', '写明理由'],
  ['Alt+N / Alt+S', '下一段上年文字 / 仍然属实'],
  ['Ctrl+I', '在正文里插入表中数字'],
  ['Ctrl+L', '上年同一处'],
  ['Alt+1～3', '检查、预览、上年'],
  ['F9', '收起或打开右栏'],
  ['F1', '口径全文'],
  ['Shift+F1', '使用手册'],
  ['Ctrl+S / Ctrl+E / Ctrl+P', '保存 / 导出 / 打印'],
  ['Ctrl+F', '查找'],
];

export function KeysDialog() {
  return (
    <Dialog title="键盘操作" detail="不用鼠标也能做完全部工作。" onClose={closeDialog} footer={footer} className="keys-dialog">
      <dl className="key-list" tabIndex={0} aria-label="键盘操作">
        {KEYS.filter(([keys]) => isFree(keys)).map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

export function AboutDialog({ version }: { version: string }) {
  return (
    <Dialog title="年报" detail={`版本 ${version}`} onClose={closeDialog} footer={footer}>
      <p className="say">填写、核对和导出政府信息公开工作年度报告，格式依据国办公开办函〔2021〕30号。</p>
      <p className="say">程序不联网，草稿只存在这台电脑上选定的位置。</p>
    </Dialog>
  );
}

/** Made with the window, from what it is built of (build/licences.mjs). */
const readLicences = (): Promise<string> =>
  fetch('licences.txt').then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))));

export function LicencesDialog() {
  const [text, setText] = useState('');
  useEffect(() => {
    readLicences().then(setText, () => setText('没有读到许可文件。重新打开程序后再试。'));
  }, []);
  return (
    <Dialog title="第三方许可" onClose={closeDialog} footer={footer} className="licences-dialog">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
      <section className="licences" tabIndex={0} aria-label="许可全文">
        {text}
      </section>
    </Dialog>
  );
}

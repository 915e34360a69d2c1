/** What can be looked up: the meaning of a number with the rules that speak of it, the keys, the program itself. */
import { useEffect, useState } from 'react';
import type { RuleId } from '../shared/finding.ts';
import type { Field } from '../shared/form.ts';
import { RULES } from '../shared/rules.ts';
import { Dialog } from './dialog.tsx';
import { isFree } from './free-keys.ts';
import { FIELD_KEYS, WINDOW_KEYS } from './key-lists.ts';
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
const DOCUMENTS = /^proactive\.(?:rules|normativeDocs)\./;
const RESULT = /^requests\.(?!newReceived|carriedIn|carriedOut)/;
/** The numbers that one of them is about, where it is not about all. */
const ONLY: Readonly<Partial<Record<RuleId, RegExp>>> = {
  R7: /(?<!Wan)$/,
  R8: /Wan$/,
  R14: RESULT,
  R19: DOCUMENTS,
  R20: /^requests\.(?:partiallyGranted|denied)\./,
  R21: RESULT,
  R23: RESULT,
  R25: /^requests\.carriedIn\./,
  R26: DOCUMENTS,
  R65: /^proactive\.rules\./,
  R66: /^proactive\.normativeDocs\./,
};
const rulesOf = ({ id: cell, table }: Field) => RULES.filter(({ id }) => TABLE_RULES[table].includes(id) && (ONLY[id]?.test(cell) ?? true));

/** A requirement that follows from others names them by their numbers, which mean nothing to a clerk. */
export const basisText = (basis: string): string => basis.replace(/^由 R\d+(?:、R\d+)* 推出$/, '由以上勾稽关系推出');

export function MeaningDialog({ field }: { field: Field }) {
  return (
    <Dialog title="口径" detail={field.place} onClose={closeDialog} footer={footer} className="meaning-dialog">
      <p className="say">
        {field.meaning}
        {field.unit !== '件' && `（单位：${field.unit}）`}
      </p>
      <dl className="basis" tabIndex={0} aria-label="填写这张表要符合的要求">
        {rulesOf(field).map(({ id, title, basis }) => (
          <div key={`${id} ${title}`}>
            <dt>{title}</dt>
            <dd>{basisText(basis)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

export function KeysDialog() {
  return (
    <Dialog title="键盘操作" detail="不用鼠标也能做完全部工作。" onClose={closeDialog} footer={footer} className="keys-dialog">
      <dl className="key-list" tabIndex={0} aria-label="键盘操作">
        {[...FIELD_KEYS, ...WINDOW_KEYS]
          .filter(([keys]) => isFree(keys))
          .map(([keys, does]) => (
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

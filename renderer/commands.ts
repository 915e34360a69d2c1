/** Every command of the window, once: its name in the menu, its keys, what it does and when it can be done. */
import type { MenuItem, RecentFile, Theme } from '../shared/api.ts';
import { fieldOf, isTable, SECTIONS } from '../shared/form.ts';
import { endComposing } from './composing.ts';
import { isDirty, spokenFinding } from './derived.ts';
import { backToStart, leaveDocument, openFile, openRecent, save, saveAs } from './document.ts';
import { canInsertNumber, insertNumber } from './insert-number.ts';
import { later } from './later.ts';
import { followTable } from './live-note.tsx';
import { api } from './machine.ts';
import { adopt, proposalsFor } from './proposals.ts';
import { askReason, reasonable } from './reasons.ts';
import { askForCheck, endNotice, goTo, openSearch, type Pane, type State, showSection, state, theDocument, update } from './store.ts';
import { fillZeros } from './table-section.tsx';
import { redo, undo } from './undo.ts';
import { confirmParagraph, nextUntouched, untouched, untouchedAt } from './untouched.ts';
import { jumpToFinding } from './walk.ts';

interface Command {
  readonly id: string;
  readonly label: string;
  /** In Electron's notation; further ones do the same and are not shown. */
  readonly keys?: readonly string[];
  readonly run: () => unknown;
  readonly can?: (state: State) => boolean;
  readonly checked?: (state: State) => boolean;
}

const open = ({ document }: State): boolean => document !== null;
const showPane = (pane: Pane): void => update({ pane, paneOpen: true });
const hasUntouched = (s: State): boolean => untouched(s).length > 0;
const inTable = ({ document, section }: State): boolean => document !== null && isTable(section);

export async function newReport(): Promise<void> {
  if (await leaveDocument()) update({ dialog: { kind: 'unit', isNew: true } });
}

export const newFromLastYear = async (): Promise<void> => (await later.importing()).newFromLastYear();

/** What the bar offers first: that a number follow the table, or the first proposal for the finding it speaks of. */
function adoptProposal(): void {
  if (followTable(state())) return;
  const current = spokenFinding(state());
  const { report, lastYear } = theDocument().draft;
  const [proposal] = current ? proposalsFor(current.finding, report, lastYear) : [];
  if (proposal) adopt(proposal, state().place);
}

function fillZerosOnScreen(): void {
  const { section } = state();
  if (isTable(section)) fillZeros(section);
}

function explainPlace(): void {
  const { place } = state();
  const field = place?.kind === 'cell' ? fieldOf(place.id) : undefined;
  update({ dialog: field ? { kind: 'meaning', field } : { kind: 'keys' } });
}

/** At the chapter on what is on the screen. */
function openManual(): void {
  const { document, section } = state();
  const at = section === 'overview' || section === 'problems' ? '写文字' : '填表';
  update({ dialog: { kind: 'manual', at: document ? at : null } });
}

const FILE: readonly (Command | null)[] = [
  { id: 'new', label: '新建…', keys: ['Ctrl+N'], run: newReport },
  { id: 'next', label: '以上年为基础新建…', keys: ['Ctrl+Shift+N'], run: newFromLastYear },
  { id: 'open', label: '打开…', keys: ['Ctrl+O'], run: openFile },
  { id: 'import', label: '导入…', run: async () => (await later.importing()).importReport() },
  null,
  { id: 'save', label: '保存', keys: ['Ctrl+S'], run: save, can: open },
  { id: 'saveAs', label: '另存为…', keys: ['Ctrl+Shift+S'], run: saveAs, can: open },
  { id: 'history', label: '历史备份…', run: () => update({ dialog: { kind: 'history' } }) },
  null,
  { id: 'unit', label: '单位信息…', run: () => update({ dialog: { kind: 'unit', isNew: false } }), can: open },
  { id: 'export', label: '导出…', keys: ['Ctrl+E'], run: () => update({ dialog: { kind: 'export' } }), can: open },
  { id: 'fragment', label: '复制网页代码', run: () => import('./export.ts').then((exports) => exports.exportFragment()), can: open },
  { id: 'print', label: '打印…', keys: ['Ctrl+P'], run: () => import('./export.ts').then((exports) => exports.printReport()), can: open },
  null,
  { id: 'close', label: '关闭这份报告', keys: ['Ctrl+W'], run: backToStart, can: open },
];
const EDIT: readonly (Command | null)[] = [
  { id: 'undo', label: '撤销', keys: ['Ctrl+Z'], run: undo, can: ({ document }) => (document?.past.length ?? 0) > 0 },
  { id: 'redo', label: '重做', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], run: redo, can: ({ document }) => (document?.future.length ?? 0) > 0 },
];
const EDIT_MORE: readonly (Command | null)[] = [
  { id: 'zeros', label: '其余填 0', run: fillZerosOnScreen, can: inTable },
  { id: 'propose', label: '采用建议', keys: ['Alt+G'], run: adoptProposal, can: open },
  { id: 'stillTrue', label: '仍然属实', keys: ['Alt+S'], run: () => confirmParagraph(), can: (s) => untouchedAt(s) !== undefined },
  { id: 'nextUntouched', label: '下一段上年文字', keys: ['Alt+N'], run: nextUntouched, can: hasUntouched },
  { id: 'insertNumber', label: '插入表中数字…', keys: ['Ctrl+I'], run: insertNumber, can: canInsertNumber },
  { id: 'find', label: '查找…', keys: ['Ctrl+F'], run: openSearch, can: open },
];
const CHECK: readonly (Command | null)[] = [
  { id: 'check', label: '检查', keys: ['F7'], run: askForCheck, can: open },
  { id: 'nextFinding', label: '下一条', keys: ['F8'], run: () => jumpToFinding(1), can: open },
  { id: 'previousFinding', label: '上一条', keys: ['Shift+F8'], run: () => jumpToFinding(-1), can: open },
  null,
  { id: 'reason', label: '写明理由…', keys: ['Alt+R'], run: () => askReason(), can: (s) => reasonable(s) !== null },
  { id: 'notes', label: '审核说明…', run: () => update({ dialog: { kind: 'notes' } }), can: open },
];
const VIEW: readonly (Command | null)[] = [
  ...SECTIONS.map(
    ({ id, heading }, index): Command => ({
      id: `section.${id}`,
      label: heading,
      keys: [`Ctrl+${index + 1}`],
      run: () => showSection(id),
      can: open,
      checked: (s) => s.section === id,
    }),
  ),
  null,
  { id: 'findings', label: '检查结果', keys: ['Alt+1'], run: () => showPane('findings'), can: open },
  { id: 'preview', label: '预览', keys: ['Alt+2'], run: () => showPane('preview'), can: open },
  { id: 'lastYear', label: '上年', keys: ['Alt+3', 'Ctrl+L'], run: () => showPane('lastYear'), can: open },
  { id: 'pane', label: '右栏', keys: ['F9'], run: () => update({ paneOpen: !state().paneOpen }), can: open, checked: (s) => s.paneOpen },
  {
    id: 'ghosts',
    label: '格子里的上年数',
    run: () => update({ showLastYear: !state().showLastYear }),
    can: open,
    checked: (s) => s.showLastYear,
  },
  null,
  { id: 'nextRegion', label: '换区域', keys: ['F6'], run: () => moveRegion(1), can: open },
  { id: 'previousRegion', label: '换回区域', keys: ['Shift+F6'], run: () => moveRegion(-1), can: open },
];
const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', '跟随电脑'],
  ['light', '浅色'],
  ['dark', '深色'],
];
const LOOKS: readonly Command[] = THEMES.map(([theme, label]) => ({
  id: `theme.${theme}`,
  label,
  run: () => setTheme(theme),
  checked: (s) => s.theme === theme,
}));
const HELP: readonly (Command | null)[] = [
  { id: 'meaning', label: '口径', keys: ['F1'], run: explainPlace },
  { id: 'manual', label: '使用手册', keys: ['Shift+F1'], run: openManual },
  { id: 'keys', label: '键盘操作', run: () => update({ dialog: { kind: 'keys' } }) },
  null,
  { id: 'licences', label: '第三方许可', run: () => update({ dialog: { kind: 'licences' } }) },
  { id: 'about', label: '关于', run: () => update({ dialog: { kind: 'about' } }) },
];

const COMMANDS: readonly Command[] = [...FILE, ...EDIT, ...EDIT_MORE, ...CHECK, ...VIEW, ...LOOKS, ...HELP].filter(
  (command) => command !== null,
);

async function setTheme(theme: Theme): Promise<void> {
  update({ theme });
  await api.setTheme(theme);
}

/** The parts of the window that F6 walks through, in reading order. */
const REGIONS = ['.top', '.rail', '.main', '.pane'];
/** Where a region is entered: at what is current in it, otherwise at its first control. */
const ENTRANCES = [
  'button[aria-current]',
  '[aria-selected="true"]',
  '.sheet input',
  '.editor',
  'button:not(:disabled), input, [tabindex="0"]',
];
function moveRegion(direction: 1 | -1): void {
  const regions = REGIONS.map((selector) => document.querySelector<HTMLElement>(selector)).filter((element) => element?.checkVisibility());
  const here = regions.findIndex((region) => region?.contains(document.activeElement));
  const next = regions[(here + direction + regions.length) % regions.length];
  const { place } = state();
  // The form is entered where it was left.
  if (next?.matches('.main') && place) {
    goTo(place);
    return;
  }
  const entrance = ENTRANCES.find((selector) => next?.querySelector(selector));
  if (entrance) next?.querySelector<HTMLElement>(entrance)?.focus();
}

/** Runs a command of the menu, if it can be done now. */
export function runCommand(id: string): void {
  if (state().composing) void endComposing().then(() => run(id));
  else run(id);
}
function run(id: string): void {
  // A dialog has the floor.
  if (state().dialog) return;
  const recent = /^recent (.+)$/.exec(id)?.[1];
  const command = COMMANDS.find((candidate) => candidate.id === id);
  if (recent) void openRecent(recent);
  else if (command?.can?.(state()) ?? true) command?.run();
}

const matches = (keys: string, event: KeyboardEvent): boolean => {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.includes(name);
  const typed = event.code.startsWith('Digit') ? event.code.slice(5) : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return (
    typed === key &&
    (event.ctrlKey || event.metaKey) === wants('Ctrl') &&
    event.shiftKey === wants('Shift') &&
    event.altKey === wants('Alt')
  );
};

/** The keyboard of the whole window. Keys that mean something inside a field are not in the table. */
export function onKey(event: KeyboardEvent): void {
  if (!MODIFIERS.includes(event.key)) endNotice();
  if (event.isComposing || event.defaultPrevented) return;
  const command = COMMANDS.find(({ keys }) => keys?.some((combination) => matches(combination, event)));
  if (!command) return;
  // Dialogs have text fields of their own, with the undo of the browser.
  if (state().dialog) {
    if (!['undo', 'redo'].includes(command.id)) event.preventDefault();
    return;
  }
  event.preventDefault();
  // A key that is held down goes on undoing and walking, but saves and exports once.
  if (!event.repeat || REPEATED.includes(command.id)) runCommand(command.id);
}
const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta'];
const REPEATED = ['undo', 'redo', 'nextFinding', 'previousFinding', 'nextUntouched'];

// The menu bar

const MAC = navigator.platform.startsWith('Mac');
const shownKeys = (keys: readonly string[] | undefined): string | undefined => (MAC ? keys?.[0]?.replace('Ctrl', 'Cmd') : keys?.[0]);

function itemOf(command: Command | null, now: State): MenuItem {
  if (!command) return { kind: 'separator' };
  const keys = shownKeys(command.keys);
  return {
    kind: 'command',
    id: command.id,
    label: command.label,
    enabled: now.dialog === null && (command.can?.(now) ?? true),
    ...(keys && { keys }),
    ...(command.checked && { checked: command.checked(now) }),
  };
}

function recentItems(recent: readonly RecentFile[], { dialog }: State): MenuItem[] {
  if (recent.length === 0) return [{ kind: 'command', id: 'noRecent', label: '还没有', enabled: false }];
  return recent.map(({ file, missing }) => ({
    kind: 'command',
    id: `recent ${file.id}`,
    label: file.name,
    enabled: !missing && dialog === null,
  }));
}

/** The menu as it is now. Where the machine has no menu bar, the window shows it itself. */
export function menuOf(now: State, recent: readonly RecentFile[]): MenuItem[] {
  const items = (commands: readonly (Command | null)[]): MenuItem[] => commands.map((command) => itemOf(command, now));
  const role = (name: Extract<MenuItem, { kind: 'role' }>['role'], label: string): MenuItem => ({ kind: 'role', role: name, label });
  const separator: MenuItem = { kind: 'separator' };
  const file = items(FILE);
  const opens = FILE.findIndex((command) => command?.id === 'open');
  file.splice(opens + 1, 0, { kind: 'menu', label: '最近文件', items: recentItems(recent, now) });
  return [
    { kind: 'menu', label: '文件', items: [...file, separator, role('quit', '退出')] },
    {
      kind: 'menu',
      label: '编辑',
      items: [
        ...items(EDIT),
        separator,
        role('cut', '剪切'),
        role('copy', '复制'),
        role('paste', '粘贴'),
        role('selectAll', '全选'),
        separator,
        ...items(EDIT_MORE),
      ],
    },
    { kind: 'menu', label: '检查', items: items(CHECK) },
    {
      kind: 'menu',
      label: '查看',
      items: [
        ...items(VIEW),
        separator,
        { kind: 'menu', label: '外观', items: items(LOOKS) },
        role('zoomIn', '放大'),
        role('zoomOut', '缩小'),
        role('resetZoom', '原来大小'),
        role('togglefullscreen', '全屏'),
      ],
    },
    { kind: 'menu', label: '帮助', items: items(HELP) },
  ];
}

export const isUnsaved = ({ document: open, composing }: State): boolean => open !== null && (composing || isDirty(open));

/** What the machine is told whenever it changes. */
export function describe(now: State, recent: readonly RecentFile[]): void {
  const { document: open } = now;
  const name = open && (open.file?.name ?? `${open.draft.report.unit.name || '新的年报'}（未保存）`);
  const dirty = isUnsaved(now);
  api.describe({
    title: name ? `${dirty ? '● ' : ''}${name}` : '政府信息公开工作年度报告',
    file: open?.file?.id ?? null,
    dirty,
    menu: menuOf(now, recent),
  });
}

/** The menus where there is no menu bar: in a browser one button opens all of them, each with its name above it. */
import { type FocusEvent, Fragment, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { MenuItem } from '../shared/api.ts';
import { menuOf, runCommand } from './commands.ts';
import { freeKeys } from './free-keys.ts';
import { Icon } from './icon.tsx';
import { state } from './store.ts';

type Command = Extract<MenuItem, { kind: 'command' }>;
interface Menu {
  readonly label: string;
  readonly groups: readonly (readonly Command[])[];
}
/** Menus that stand below each other: 检查 is short. */
const COLUMNS: readonly (readonly string[])[] = [['文件'], ['编辑', '检查'], ['查看'], ['帮助']];
/** On the first screen. */
const ELSEWHERE = '最近文件';

/** Every command of the window. What the browser does itself, such as 复制 and 放大, is not among them. */
function menus(): Menu[] {
  return menuOf(state(), []).flatMap((menu) => (menu.kind === 'menu' ? [{ label: menu.label, groups: groupsOf(menu.items) }] : []));
}
function groupsOf(items: readonly MenuItem[]): Command[][] {
  const groups: Command[][] = [[]];
  for (const item of items) {
    if (item.kind === 'separator') groups.push([]);
    else if (item.kind === 'command') groups.at(-1)?.push(item);
    else if (item.kind === 'menu' && item.label !== ELSEWHERE) groups.push(...groupsOf(item.items), []);
  }
  return groups.filter((group) => group.length > 0);
}

export function WindowMenu() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Where the person came from. */
  const from = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (isOpen) list.current?.querySelector<HTMLElement>(ENTRY)?.focus();
  }, [isOpen]);
  const close = (): void => {
    button.current?.focus();
    setOpen(false);
  };
  // Before the command is run, so that a dialog that it opens gives the focus back there.
  const comeBack = (): void => {
    close();
    from.current?.focus();
  };
  const onFocus = ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>): void => {
    if (!currentTarget.contains(relatedTarget)) from.current = relatedTarget as HTMLElement | null;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' && !isOpen) setOpen(true);
    else if (event.key === 'Escape' && isOpen) close();
    else if (!isOpen || !moveIn(list.current, event.key)) return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu when the focus leaves it; the buttons inside do the work.
    <div
      className="window-menu"
      onKeyDown={onKey}
      onFocus={onFocus}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <button ref={button} type="button" className="edge" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        菜单 <Icon name="right" />
      </button>
      {isOpen && (
        <div ref={list} role="menu" aria-label="菜单">
          <Columns onChosen={comeBack} />
        </div>
      )}
    </div>
  );
}

function Columns({ onChosen }: { onChosen: () => void }) {
  const all = menus();
  const first = all.flatMap(({ groups }) => groups.flat()).find(({ enabled }) => enabled);
  return COLUMNS.map((labels) => (
    <div key={labels[0]} className="menu-column">
      {all
        .filter(({ label }) => labels.includes(label))
        .map(({ label, groups }) => (
          // biome-ignore lint/a11y/useSemanticElements: a menu has groups, and no field set
          <div key={label} role="group" aria-label={label}>
            <b aria-hidden="true">{label}</b>
            {groups.map((group, index) => (
              <Fragment key={group[0]?.id}>
                {index > 0 && <hr />}
                {group.map((command) => (
                  <Entry key={command.id} command={command} isFirst={command === first} onChosen={onChosen} />
                ))}
              </Fragment>
            ))}
          </div>
        ))}
    </div>
  ));
}

const ENTRY = 'button:not(:disabled)';
const entriesOf = (within: Element | null): HTMLElement[] => [...(within?.querySelectorAll<HTMLElement>(ENTRY) ?? [])];
function moveIn(list: HTMLElement | null, key: string): boolean {
  const target = targetOf(list, key);
  target?.focus();
  return target !== undefined;
}
function targetOf(list: HTMLElement | null, key: string): HTMLElement | undefined {
  const all = entriesOf(list);
  const at = all.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return all[(at + 1) % all.length];
    case 'ArrowUp':
      return all.at(at - 1);
    case 'ArrowRight':
      return beside(list, 1);
    case 'ArrowLeft':
      return beside(list, -1);
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
}
/** The entry at the same height of the next column, or its last one. */
function beside(list: HTMLElement | null, by: number): HTMLElement | undefined {
  const columns = [...(list?.children ?? [])].map(entriesOf).filter((entries) => entries.length > 0);
  const row = (entries: readonly HTMLElement[]): number => entries.indexOf(document.activeElement as HTMLElement);
  const column = columns.findIndex((entries) => row(entries) >= 0);
  const there = columns[(column + by + columns.length) % columns.length] ?? [];
  return there[Math.min(row(columns[column] ?? []), there.length - 1)];
}

interface EntryProps {
  readonly command: Command;
  /** Tab comes to it: where the list scrolls, it must be within reach. */
  readonly isFirst: boolean;
  readonly onChosen: () => void;
}
function Entry({ command: { id, label, keys, checked, enabled }, isFirst, onChosen }: EntryProps) {
  const role = checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked };
  const choose = (): void => {
    onChosen();
    runCommand(id);
  };
  return (
    <button type="button" tabIndex={isFirst ? 0 : -1} {...role} disabled={!enabled} onClick={choose}>
      <span className="tick">{checked && <Icon name="done" />}</span>
      {label}
      <kbd>{freeKeys(keys)}</kbd>
    </button>
  );
}

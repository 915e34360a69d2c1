/** The file menu where there is no menu bar: in a browser. */
import { type FocusEvent, Fragment, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { MenuItem } from '../shared/api.ts';
import { menuOf, runCommand } from './commands.ts';
import { Icon } from './icon.tsx';
import { state } from './store.ts';

type Command = Extract<MenuItem, { kind: 'command' }>;
const MENUS = ['文件', '查看', '帮助'];
/** What the window has another way to, on screen or by a key. */
const ELSEWHERE = /^(?:section|findings|preview|lastYear|pane|nextRegion|previousRegion|noRecent)/;

/** The entries that a browser has no other way to and that can be done now: of 文件, the looks, the help. In groups. */
function groups(): Command[][] {
  const menus = menuOf(state(), []).filter((menu) => menu.kind === 'menu' && MENUS.includes(menu.label));
  const found: Command[][] = [];
  let group: Command[] = [];
  const end = (): void => {
    if (group.length > 0) found.push(group);
    group = [];
  };
  const take = (item: MenuItem): void => {
    if (item.kind === 'separator') end();
    else if (item.kind === 'menu') item.items.forEach(take);
    else if (item.kind === 'command' && item.enabled && !ELSEWHERE.test(item.id)) group.push(item);
  };
  for (const menu of menus) {
    take(menu);
    end();
  }
  return found;
}

export function FileMenu() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Where the person came from. */
  const from = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (isOpen) list.current?.querySelector('button')?.focus();
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
      className="file-menu"
      onKeyDown={onKey}
      onFocus={onFocus}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <button ref={button} type="button" className="edge" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        文件 <Icon name="right" />
      </button>
      {isOpen && (
        <div ref={list} role="menu" aria-label="文件">
          {groups().map((group, index) => (
            <Fragment key={group[0]?.id}>
              {index > 0 && <hr />}
              {group.map((command, place) => (
                <Entry key={command.id} command={command} isFirst={index + place === 0} onChosen={comeBack} />
              ))}
            </Fragment>
          ))}
        </div>
      )}
    </div>
  );
}

function moveIn(list: HTMLElement | null, key: string): boolean {
  const buttons = [...(list?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + buttons.length,
    Home: 0,
    End: buttons.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  buttons[target % buttons.length]?.focus();
  return true;
}

interface EntryProps {
  readonly command: Command;
  /** Tab comes to it: where the list scrolls, it must be within reach. */
  readonly isFirst: boolean;
  readonly onChosen: () => void;
}
function Entry({ command: { id, label, keys, checked }, isFirst, onChosen }: EntryProps) {
  const role = checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked };
  const choose = (): void => {
    onChosen();
    runCommand(id);
  };
  return (
    <button type="button" tabIndex={isFirst ? 0 : -1} {...role} onClick={choose}>
      <span className="tick">{checked && <Icon name="done" />}</span>
      {label}
      <kbd>{keys}</kbd>
    </button>
  );
}

/** The file menu where there is no menu bar: in a browser. */
import { type KeyboardEvent, useRef, useState } from 'react';
import type { MenuItem } from '../shared/api.ts';
import { menuOf, runCommand } from './commands.ts';
import { Icon } from './icon.tsx';
import { state } from './store.ts';

type Command = Extract<MenuItem, { kind: 'command' }>;
/** The entries that a browser has no other way to: those of 文件 that can be done now, the looks and the help. */
function commands(): Command[] {
  const menus = menuOf(state(), []);
  const flat = (items: readonly MenuItem[]): Command[] =>
    items.flatMap((item) => (item.kind === 'command' ? [item] : item.kind === 'menu' && item.label === '外观' ? flat(item.items) : []));
  return menus
    .flatMap((menu) => (menu.kind === 'menu' && ['文件', '查看', '帮助'].includes(menu.label) ? flat(menu.items) : []))
    .filter(({ enabled, id }) => enabled && !/^(?:section|findings|preview|lastYear|pane|nextRegion|previousRegion)/.test(id));
}

export function FileMenu() {
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowUp') buttons[(at - 1 + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu when the focus leaves it; the buttons inside do the work.
    <div className="file-menu" onKeyDown={move} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <button type="button" className="edge" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        文件 <Icon name="right" />
      </button>
      {isOpen && (
        <div ref={list} role="menu" aria-label="文件">
          {commands().map(({ id, label, keys, checked }) => (
            <button
              key={id}
              type="button"
              {...(checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked })}
              onClick={() => {
                setOpen(false);
                runCommand(id);
              }}
            >
              <span>
                {checked && <Icon name="done" />}
                {label}
              </span>
              <kbd>{keys}</kbd>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

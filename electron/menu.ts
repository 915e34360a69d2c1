/** The native menus. What stands in the menu bar is the window's business; here it is only drawn. */
import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import type { MenuItem } from '../shared/api.ts';

/** Until the window has said what its menu is. */
export function showFirstMenu(): void {
  showMenu([{ kind: 'menu', label: '文件', items: [{ kind: 'role', role: 'quit', label: '退出' }] }], () => undefined);
}

export function showMenu(items: readonly MenuItem[], choose: (id: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(items.map((item) => templateOf(item, choose))));
}

function templateOf(item: MenuItem, choose: (id: string) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'menu':
      return { label: item.label, submenu: item.items.map((each) => templateOf(each, choose)) };
    case 'role':
      return { role: item.role, label: item.label, ...(item.keys ? { accelerator: item.keys } : {}) };
    case 'command':
      return {
        id: item.id,
        label: item.label,
        enabled: item.enabled,
        // The window itself listens to the keyboard; here the keys are only shown.
        ...(item.keys ? { accelerator: item.keys, registerAccelerator: false } : {}),
        ...(item.checked === undefined ? {} : { type: 'checkbox', checked: item.checked }),
        click: (shown) => {
          // Electron turns the tick over by itself; one that the window finds unchanged is not drawn anew.
          if (item.checked !== undefined) shown.checked = item.checked;
          choose(item.id);
        },
      };
  }
}

/** The menu of the right mouse button, which Electron leaves out. */
export function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    const { canCut, canCopy, canPaste, canSelectAll } = editFlags;
    if (!isEditable && selectionText === '') return;
    const copy: MenuItemConstructorOptions = { role: 'copy', label: '复制', enabled: canCopy };
    const editing: MenuItemConstructorOptions[] = [
      { role: 'cut', label: '剪切', enabled: canCut },
      copy,
      { role: 'paste', label: '粘贴', enabled: canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: '全选', enabled: canSelectAll },
    ];
    Menu.buildFromTemplate(isEditable ? editing : [copy]).popup();
  });
}

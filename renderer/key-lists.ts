/** The keys as 键盘操作 and the manual tell them: inside a cell and in the window. */

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
export const WINDOW_KEYS: readonly (readonly [string, string])[] = [
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

/** Labels of the form break by sense only. */

/** Where a long one may break: at the bar. */
const BREAKS = [
  '商业|企业',
  '科研|机构',
  '社会公益|组织',
  '法律服务|机构',
  '结果|维持',
  '结果|纠正',
  '其他|结果',
  '尚未|审结',
  '）|不予公开',
  '）|无法提供',
  '）|不予处理',
  '）|其他处理',
  '机关确认|或重新',
  '不补正、|行政机关',
  '费用、|行政机关',
  '之和，|等于',
].map((pair) => [pair.replace('|', ''), pair] as const);

/** A label with the places where it may break. */
export function Breakable({ text }: { text: string }) {
  const parts = BREAKS.reduce((marked, [plain, broken]) => marked.replace(plain, broken), text).split('|');
  return parts.map((part, index) => (index === 0 ? part : [<wbr key={part} />, part]));
}

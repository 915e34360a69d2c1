/**
 * Turns one tree of nodes into another with as few changes as possible: what stayed the same keeps its nodes, so nothing flickers
 * and nothing scrolls. `fresh` is used up.
 */
export function patch(old: Node, fresh: Node): void {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  const start = commonStart(before, after);
  const end = commonStart(before.slice(start).reverse(), after.slice(start).reverse());
  const removed = before.slice(start, before.length - end);
  const added = after.slice(start, after.length - end);
  const next = before[before.length - end] ?? null;
  added.forEach((node, index) => {
    const was = removed[index];
    if (!was) old.insertBefore(node, next);
    else if (!isAlike(was, node)) old.replaceChild(node, was);
    else if (was.nodeType === Node.ELEMENT_NODE) patch(was, node);
    else if (was.nodeValue !== node.nodeValue) was.nodeValue = node.nodeValue;
  });
  for (const node of removed.slice(added.length)) node.parentNode?.removeChild(node);
}

function commonStart(left: readonly Node[], right: readonly Node[]): number {
  let count = 0;
  while (count < left.length && left[count]?.isEqualNode(right[count] ?? null)) count++;
  return count;
}

/** Same tag and attributes: only what is inside can differ. */
function isAlike(left: Node, right: Node): boolean {
  if (left.nodeName !== right.nodeName) return false;
  return left.nodeType !== Node.ELEMENT_NODE || (left.cloneNode() as Element).isEqualNode(right.cloneNode());
}

/**
 * Turns one tree of nodes into another with as few changes as possible: what stayed the same keeps its nodes, so nothing flickers
 * and nothing scrolls. `fresh` is used up.
 */
export function patch(old: Node, fresh: Node): void {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const was = before[i];
    const node = after[j];
    if (was && node?.isEqualNode(was)) [i, j] = [i + 1, j + 1];
    else if (!node || (was && isAhead(node, before, i))) before[i++]?.parentNode?.removeChild(was as Node);
    else if (!was || isAhead(was, after, j)) old.insertBefore(after[j++] as Node, was ?? null);
    else {
      replace(was, node);
      [i, j] = [i + 1, j + 1];
    }
  }
}

function replace(was: Node, node: Node): void {
  if (!isAlike(was, node)) was.parentNode?.replaceChild(node, was);
  else if (was.nodeType === Node.ELEMENT_NODE) patch(was, node);
  else if (was.nodeValue !== node.nodeValue) was.nodeValue = node.nodeValue;
}

/** How far an unchanged node may have moved. Further on it counts as changed, which costs a redraw and nothing else. */
const REACH = 40;
/** The node comes again a little later on the other side: what stands before it was put in or taken out. */
function isAhead(node: Node, others: readonly Node[], from: number): boolean {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  for (let at = from + 1; at < others.length && at <= from + REACH; at++) if (others[at]?.isEqualNode(node)) return true;
  return false;
}

/** Same tag and attributes: only what is inside can differ. */
function isAlike(left: Node, right: Node): boolean {
  if (left.nodeName !== right.nodeName) return false;
  return left.nodeType !== Node.ELEMENT_NODE || (left.cloneNode() as Element).isEqualNode(right.cloneNode());
}

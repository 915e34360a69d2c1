/** How one number is typed instead of another: digits the wrong way round, one too many, one too few. */
type Kind = 'swapped' | 'added' | 'dropped';
export interface Slip {
  readonly kind: Kind;
  /** A slip that fingers make: neighbouring digits swapped, a digit typed twice, a zero too many or too few. */
  readonly usual: boolean;
}

/** The slip that turns `right` into `typed`, both plain digits. */
export function slipOf(typed: string, right: string): Slip | undefined {
  if (typed.length === right.length) return swapped(typed, right);
  if (typed.length === right.length + 1) return oneMore(typed, right, 'added');
  if (right.length === typed.length + 1) return oneMore(right, typed, 'dropped');
  return undefined;
}

function swapped(typed: string, right: string): Slip | undefined {
  const differing = [...typed].flatMap((digit, index) => (digit === right[index] ? [] : [index]));
  const [first, second, ...more] = differing;
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  if (typed[first] !== right[second] || typed[second] !== right[first]) return undefined;
  return { kind: 'swapped', usual: second === first + 1 };
}

/** `long` is `short` with one more digit. Zero is no number with a digit missing. */
function oneMore(long: string, short: string, kind: Kind): Slip | undefined {
  if (short === '0') return undefined;
  for (let at = 0; at < long.length; at++) {
    if (long.slice(0, at) + long.slice(at + 1) !== short) continue;
    const isDouble = long[at] === long[at + 1];
    const isLastZero = long[at] === '0' && at === short.length;
    return { kind, usual: isDouble || isLastZero };
  }
  return undefined;
}

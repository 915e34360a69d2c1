/** The operators of a page -> the straight lines that are drawn on it, whether as strokes or as thin rectangles. */

/** A horizontal or vertical line: where it lies, and from where to where it goes. Points of the page, from its upper left corner. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}
export interface Rules {
  readonly across: readonly Rule[];
  readonly down: readonly Rule[];
}

export type Matrix = readonly number[];
function multiply(m: Matrix, n: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [a2 = 1, b2 = 0, c2 = 0, d2 = 1, e2 = 0, f2 = 0] = n;
  return [a * a2 + c * b2, b * a2 + d * b2, a * c2 + c * d2, b * c2 + d * d2, a * e2 + c * f2 + e, b * e2 + d * f2 + f];
}

/** A line is thinner, a coloured area thicker. */
const MAX_THICKNESS = 3;
const MIN_LENGTH = 3;
const STRAIGHT = 0.7;
/** Beyond this a page is a drawing. */
const MAX_RULES = 20_000;
const MAX_NESTING = 1_000;

const [MOVE, LINE, CURVE, QUADRATIC] = [0, 1, 2, 3];
/** The numbers of operators, which pdf.js has its own for. */
export type Operators = Readonly<Record<string, number>>;
const STROKING = ['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];
const FILLING = ['fill', 'eoFill'];

type Point = readonly [x: number, y: number];

interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export function rulesOf(list: OperatorList, operators: Operators, page: Matrix): Rules {
  const found = new RuleFinder();
  const { save, restore, transform, constructPath, paintFormXObjectBegin: formBegin, paintFormXObjectEnd: formEnd } = operators;
  const numbers = (names: readonly string[]): ReadonlySet<unknown> => new Set(names.map((name) => operators[name]));
  const [stroking, filling] = [numbers(STROKING), numbers(FILLING)];
  let matrix = page;
  const saved: Matrix[] = [];
  for (let index = 0; index < list.fnArray.length && found.count < MAX_RULES; index++) {
    const operator = list.fnArray[index];
    const args = (list.argsArray[index] ?? []) as readonly unknown[];
    if (operator === save || operator === formBegin) {
      if (saved.length < MAX_NESTING) saved.push(matrix);
    } else if (operator === restore || operator === formEnd) matrix = saved.pop() ?? page;
    if (operator === transform) matrix = multiply(matrix, args as unknown as Matrix);
    else if (operator === formBegin && Array.isArray(args[0])) matrix = multiply(matrix, args[0] as Matrix);
    else if (operator === constructPath && (stroking.has(args[0]) || filling.has(args[0])))
      found.add((args[1] as readonly (ArrayLike<number> | null)[])[0], filling.has(args[0]), matrix);
  }
  return found.count < MAX_RULES ? found : { across: [], down: [] };
}

class RuleFinder implements Rules {
  readonly across: Rule[] = [];
  readonly down: Rule[] = [];

  get count(): number {
    return this.across.length + this.down.length;
  }

  add(path: ArrayLike<number> | null | undefined, isFilled: boolean, matrix: Matrix): void {
    if (!path) return;
    for (const points of figuresOf(path, matrix)) {
      if (isFilled) this.#addFilled(points);
      else for (let index = 1; index < points.length; index++) this.#addLine(points[index - 1] as Point, points[index] as Point);
    }
  }

  #addLine([x1, y1]: Point, [x2, y2]: Point): void {
    const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    if (height <= STRAIGHT && width >= MIN_LENGTH) this.across.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
    else if (width <= STRAIGHT && height >= MIN_LENGTH) this.down.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
  }

  /** A thin rectangle is a line along its middle. */
  #addFilled(points: readonly Point[]): void {
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    if (Math.min(right - left, bottom - top) > MAX_THICKNESS) return;
    if (right - left > bottom - top) this.#addLine([left, (top + bottom) / 2], [right, (top + bottom) / 2]);
    else this.#addLine([(left + right) / 2, top], [(left + right) / 2, bottom]);
  }
}

/** A table has no figure of more corners. */
const MAX_CORNERS = 50;

/** The figures of a path as their corners; of one with curves only what comes before them. */
function* figuresOf(path: ArrayLike<number>, matrix: Matrix): Generator<Point[]> {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  let points: Point[] = [];
  for (let at = 0; at < path.length; ) {
    const kind = path[at++];
    const count = kind === CURVE ? 3 : kind === QUADRATIC ? 2 : kind === MOVE || kind === LINE ? 1 : 0;
    const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0];
    at += count * 2;
    if (kind === MOVE || count > 1) {
      if (points.length > 1) yield points;
      points = [];
    }
    const [first] = points;
    if (count === 1 && points.length < MAX_CORNERS) points.push([a * x + c * y + e, b * x + d * y + f]);
    else if (count === 0 && first) points.push(first);
  }
  if (points.length > 1) yield points;
}

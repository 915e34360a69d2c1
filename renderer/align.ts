/** Where two sequences part: runs that both have, and between them what each has of its own. */
import { diffArrays } from 'diff';

interface Run {
  readonly same: boolean;
  readonly left: readonly string[];
  readonly right: readonly string[];
}
/** Comparing costs the square of what differs. Once this is used up, the rest differs as a whole: an endless text must not stop the window. */
export interface Budget {
  steps: number;
}

export function align(left: readonly string[], right: readonly string[], budget: Budget): Run[] {
  const maxEditLength = Math.floor(Math.sqrt(Math.max(0, budget.steps)));
  const parts = diffArrays([...left], [...right], { maxEditLength });
  if (!parts) {
    budget.steps -= maxEditLength ** 2;
    return [{ same: false, left, right }];
  }
  const runs: Run[] = [];
  let edits = 0;
  for (const { value, added, removed } of parts) {
    const last = runs.at(-1);
    if (!added && !removed) runs.push({ same: true, left: value, right: value });
    else {
      edits += value.length;
      const gap = last && !last.same ? (runs.pop() as Run) : { same: false, left: [], right: [] };
      runs.push(added ? { ...gap, right: [...gap.right, ...value] } : { ...gap, left: [...gap.left, ...value] });
    }
  }
  budget.steps -= edits ** 2;
  return runs;
}

/** The longest paragraphs of published reports are looked at whole; what is longer differs as a whole. */
export const paragraphBudget = (): Budget => ({ steps: 600 ** 2 });

/** A wait of so many days; `over` when it ended, else it was still going on when it was last seen. */
export interface Wait {
  readonly days: number;
  readonly over: boolean;
}

/** The Kaplan-Meier curve as its drops: from `day` on the share still waiting is `left`. */
function drops(waits: readonly Wait[]): readonly {day: number; left: number}[] {
  const days = [...new Set(waits.filter(({over}) => over).map((wait) => wait.days))].sort((a, b) => a - b);
  let left = 1;
  return days.map((day) => {
    const atRisk = waits.filter((wait) => wait.days >= day).length;
    const events = waits.filter((wait) => wait.over && wait.days === day).length;
    left *= (atRisk - events) / atRisk;
    return {day, left};
  });
}

const HAIR = 1e-9; // a product of shares that should be one half may come out above it

/** Mean restricted to `horizon` days, by the definition text of the outcomes. */
export function restrictedMeanOf(waits: readonly Wait[], horizon: number): number {
  if (waits.length === 0) return NaN;
  const steps = [{day: 0, left: 1}, ...drops(waits).filter(({day}) => day < horizon), {day: horizon, left: 0}];
  return steps.slice(1).reduce((area, {day}, n) => area + steps[n].left * (day - steps[n].day), 0);
}

/** First day on which at most half are still waiting; NaN when there is none. */
export const medianOf = (waits: readonly Wait[]): number =>
  drops(waits).find(({left}) => left <= 0.5 + HAIR)?.day ?? NaN;

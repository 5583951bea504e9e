import {dayNumber} from './calendar.ts';
import {didYouMean, type Fault, quoted, shown} from './fault.ts';
import type {PolicyDocument, StageDocument} from './schema.ts';
import {nearest} from './suggest.ts';

/** What is wrong between the fields of the entries of a policy. */
export function policyFaults(policy: readonly PolicyDocument[], jurisdictions: readonly string[]): Fault[] {
  return policy.flatMap((entry) => {
    const path = `policy.${entry.id}`;
    return [
      ...timeFaults(entry, path),
      ...spreadFaults(entry, path),
      ...unknownIds(entry.in ?? [], jurisdictions, `${path}.in`, 'a jurisdiction of the world'),
      ...thresholdFaults(entry, path),
      ...stagesFaults(entry.regime.stages ?? [], path),
    ];
  });
}

const FEW = 16; // names that a line can list

/** A fault for each id that is not known, with the nearest one that is, or else all when they are few. */
export function unknownIds(ids: readonly string[], known: readonly string[], path: string, expected: string): Fault[] {
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => {
      const near = nearest(id, known);
      const hint = near === undefined && known.length <= FEW ? {hint: `known: ${known.join(', ')}`} : didYouMean(near);
      return {path, expected, got: quoted(id), ...hint};
    });
}

function timeFaults({from, when, rung, announced, until}: PolicyDocument, path: string): Fault[] {
  const said = [from, when, rung].filter((each) => each !== undefined).length;
  // A date beside a rung says from when politics can hold it.
  if (said === 0 || (said > 1 && when !== undefined)) {
    const expected = 'one of from (a date), when (a condition) and rung (of the ladder)';
    return [{path, expected, got: said === 0 ? 'none' : said === 2 ? 'two of them' : 'all three'}];
  }
  const faults: Fault[] = [];
  const before = (a: string, b: string) => (dayNumber(a) ?? 0) < (dayNumber(b) ?? 0);
  if (announced !== undefined) {
    if (from === undefined) {
      faults.push({path: `${path}.announced`, expected: 'such a date only beside from', got: announced});
    } else if (before(from, announced)) {
      faults.push({path: `${path}.announced`, expected: `a date up to from, ${from}`, got: announced});
    }
  }
  if (typeof until === 'string' && from !== undefined && !before(from, until)) {
    faults.push({path: `${path}.until`, expected: `a date after from, ${from}`, got: until});
  }
  return faults;
}

function spreadFaults({spreads, in: where}: PolicyDocument, path: string): Fault[] {
  if (spreads !== true || where !== undefined) return [];
  return [{path: `${path}.in`, expected: 'the first adopters of what spreads', got: 'all jurisdictions'}];
}

function thresholdFaults({regime: {threshold}}: PolicyDocument, path: string): Fault[] {
  if (!threshold) return [];
  const [needed, other] = threshold.index === 'fixed' ? (['flop', 'top'] as const) : (['top', 'flop'] as const);
  if (threshold[other] === undefined) return [];
  const expected = `only ${needed} beside the index ${threshold.index}`;
  return [{path: `${path}.threshold.${other}`, expected, got: shown(threshold[other])}];
}

function stagesFaults(stages: readonly StageDocument[], path: string): Fault[] {
  const ids = stages.map(({id}) => id);
  return stages.flatMap(({id, access, on_critical: back}, place) => {
    const faults: Fault[] = [];
    const stagePath = `${path}.stages.${id}`;
    if (access === undefined && place < stages.length - 1) {
      faults.push({
        path: `${stagePath}.access`,
        expected: 'a list of segments (only the last stage is public unsaid)',
        got: 'nothing',
      });
    }
    const earlier = ids.slice(0, place);
    if (back !== undefined && back !== 'remedy' && back !== 'first' && !earlier.includes(back)) {
      const known = ['remedy', 'first', ...earlier];
      const hint = didYouMean(nearest(back, known));
      faults.push({
        path: `${stagePath}.on_critical`,
        expected: 'remedy, first, or the id of an earlier stage',
        got: quoted(back),
        ...hint,
      });
    }
    return faults;
  });
}

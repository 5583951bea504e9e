import type {Value} from '../../scenario/address.ts';

export type SideId = 'a' | 'b';
export type Target = SideId | 'both';

/** Where a scenario was opened from. */
export type Source =
  | {readonly kind: 'preset'; readonly id: string}
  | {readonly kind: 'file'; readonly name: string; readonly text: string};

/** One side: what was opened, and what was changed since, by path. */
export interface SideState {
  readonly source: Source;
  readonly changes: Readonly<Record<string, Value>>;
}

/** All that decides the numbers on the page, and which of them are shown. Links and undo hold just this. */
export interface WorkbenchState {
  readonly a: SideState;
  readonly b: SideState;
  readonly seed: string | null; // null takes the seed of scenario A
  readonly runs: number;
  readonly window: string;
}

export const RUN_CHOICES: readonly number[] = [50, 100, 200, 500];

/** What the page opens with: no rules against the article's 90-day stages. */
export const START: WorkbenchState = {
  a: {source: {kind: 'preset', id: 'no-staging'}, changes: {}},
  b: {source: {kind: 'preset', id: 'article-90'}, changes: {}},
  seed: null,
  runs: 100,
  window: 'after',
};

const sidesOf = (target: Target): readonly SideId[] => (target === 'both' ? ['a', 'b'] : [target]);

/** Opens another scenario on one side; what was changed there belonged to the old one. */
export function openSource(state: WorkbenchState, side: SideId, source: Source): WorkbenchState {
  return {...state, [side]: {source, changes: {}}};
}

/** Sets one path of the target; `opened` is its value in the scenario as opened, to which setting it is no change. */
export function setValue(
  state: WorkbenchState,
  target: Target,
  path: string,
  value: Value,
  opened: (side: SideId) => Value | undefined,
): WorkbenchState {
  return sidesOf(target).reduce((next, side) => {
    const before = next[side];
    if (opened(side) === undefined) return next; // this side has no such path
    const {[path]: current, ...others} = before.changes;
    if (value === opened(side)) return current === undefined ? next : {...next, [side]: {...before, changes: others}};
    return current === value ? next : {...next, [side]: {...before, changes: {...before.changes, [path]: value}}};
  }, state);
}

/** Takes back all changes of the target. */
export function resetSides(state: WorkbenchState, target: Target): WorkbenchState {
  return sidesOf(target).reduce(
    (next, side) =>
      Object.keys(next[side].changes).length === 0 ? next : {...next, [side]: {...next[side], changes: {}}},
    state,
  );
}

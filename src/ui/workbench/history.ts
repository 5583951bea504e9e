/** States in time: where one is, what undo returns to, what redo brings back. */
export interface History<T> {
  readonly past: readonly T[]; // oldest first
  readonly present: T;
  readonly future: readonly T[]; // nearest first
  readonly gesture: string | undefined; // what moved last and is still moving, e.g. a slider being dragged
}

const MOST = 200;

export const historyOf = <T>(present: T): History<T> => ({past: [], present, future: [], gesture: undefined});

/**
 * Takes a step to `next`. Steps of one `gesture` in a row are one step of history: a slider on its way is not a hundred
 * decisions. Without a gesture, or after `rest`, the next one starts anew.
 */
export function step<T>(history: History<T>, next: T, gesture?: string): History<T> {
  if (next === history.present) return history;
  if (gesture !== undefined && gesture === history.gesture) return {...history, present: next, future: []};
  return {past: [...history.past, history.present].slice(-MOST), present: next, future: [], gesture};
}

/** Ends the gesture: what follows is a step of its own. */
export function rest<T>(history: History<T>): History<T> {
  return history.gesture === undefined ? history : {...history, gesture: undefined};
}

export function undo<T>({past, present, future}: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return {past, present, future, gesture: undefined};
  return {past: past.slice(0, -1), present: before, future: [present, ...future], gesture: undefined};
}

export function redo<T>({past, present, future}: History<T>): History<T> {
  if (future.length === 0) return {past, present, future, gesture: undefined};
  return {past: [...past, present], present: future[0], future: future.slice(1), gesture: undefined};
}

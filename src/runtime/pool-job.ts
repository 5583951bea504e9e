import type {RunOptions, RunRequest, RunResult} from '../experiments/runner.ts';
import type {RunSpec} from './simulator.ts';

/** Replicates `from` to `to` (exclusive) of a job. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One request in the pool: what is still to hand out, and what has been reported. */
export interface PoolJob {
  readonly id: number;
  readonly spec: RunSpec;
  readonly settled: boolean;
  readonly hasWork: boolean;
  /** The next replicates to play, or undefined; `seats` is the number of workers that share them. */
  take(seats: number): Span | undefined;
  giveBack(span: Span): void;
  /** Gives back the part of `span` that a dead worker left, where `at` was being played; the second death there fails it. */
  bury(span: Span, at: number, reason: string): void;
  report(results: readonly RunResult[], ms: number): void;
  /** Batches that a worker should hold: a second one keeps it busy while messages travel, but only where runs are short. */
  readonly depth: number;
  /** The most checks without a sign of life that a run of this job needed; undefined before the first run ended. */
  readonly quiet: number | undefined;
  heard(silent: number): void;
  stopWork(): void;
  fail(reason: unknown): void;
}

/** How many runs go into a message. */
export interface BatchRule {
  readonly ms: number; // aimed at, by the job's own pace
  readonly runs?: number | undefined; // fixed instead
}

// Keeps one message small, and a lost batch cheap, even where runs take no time.
const MOST = 256;

/** A job that calls `onSettled` once, with nothing when all runs are reported, else with the error. */
export function createJob(
  id: number,
  {from, to, ...spec}: RunRequest,
  {onResults}: RunOptions,
  rule: BatchRule,
  onSettled: (error?: {readonly reason: Error}) => void,
): PoolJob {
  const redo: Span[] = [];
  const deaths = new Map<number, number>();
  let next = from;
  let left = to - from; // not yet reported
  let size = 1; // the first batch is one run: the page sees a result at once, and the pace is known
  let settled = false;
  let depth = 1;
  let quiet: number | undefined;

  function settle(error?: {readonly reason: Error}): void {
    if (settled) return;
    settled = true;
    stopWork();
    onSettled(error);
  }

  function fail(reason: unknown): void {
    settle({reason: reason as Error}); // an abort may give any reason; it is passed on as it is
  }

  function stopWork(): void {
    redo.length = 0;
    next = to;
  }

  function adapt(runs: number, ms: number): void {
    const fitting = (rule.ms * runs) / Math.max(ms, 0.01);
    size = Math.max(1, Math.min(Math.round(fitting), 4 * size, MOST));
    depth = fitting > 1 ? 2 : 1;
  }

  function deliver(results: readonly RunResult[]): void {
    if (settled || results.length === 0) return;
    try {
      onResults(results);
    } catch (reason) {
      fail(reason);
      return;
    }
    left -= results.length;
    if (left === 0) settle();
  }

  function giveBack({from, to}: Span): void {
    if (!settled && from < to) redo.push({from, to});
  }

  return {
    id,
    spec,
    get settled() {
      return settled;
    },
    get hasWork() {
      return redo.length > 0 || next < to;
    },
    take(seats) {
      const again = redo.shift();
      if (again !== undefined || next >= to) return again;
      // Towards the end batches shrink, so that all workers finish together.
      const shared = Math.ceil((to - next) / (2 * seats));
      const runs = rule.runs ?? Math.min(size, shared);
      const span = {from: next, to: Math.min(next + runs, to)};
      next = span.to;
      return span;
    },
    giveBack,
    bury({from, to}, at, reason) {
      const culprit = Math.min(at, to - 1);
      const count = (deaths.get(culprit) ?? 0) + 1;
      deaths.set(culprit, count);
      giveBack({from, to: culprit});
      giveBack({from: culprit + 1, to});
      if (count === 1)
        giveBack({from: culprit, to: culprit + 1}); // alone, so that it takes nobody with it
      else deliver([{replicate: culprit, week: NaN, reason: `its worker died twice: ${reason}`}]);
    },
    report(results, ms) {
      if (results.length > 0) adapt(results.length, ms);
      deliver(results);
    },
    get depth() {
      return depth;
    },
    get quiet() {
      return quiet;
    },
    heard(silent) {
      quiet = Math.max(quiet ?? 0, silent);
    },
    stopWork,
    fail,
  };
}

import {compare, type ComparisonDesign, type ComparisonResult} from '../../experiments/compare.ts';
import type {EnsembleResult, Progress} from '../../experiments/ensemble.ts';
import type {Runner} from '../../experiments/runner.ts';

/** What becomes known of a comparison. Counts are of the runs of all sides. */
export type News =
  | {readonly kind: 'progress'; readonly done: number; readonly total: number}
  | {readonly kind: 'part'; readonly result: ComparisonResult} // on the runs so far
  | {readonly kind: 'done'; readonly result: ComparisonResult}
  | {readonly kind: 'failed'; readonly message: string};

/** Where comparisons are played and summed up. */
export interface Comparer {
  /** Starts a comparison and tells `listener` of it until it is over or the function that comes back is called. */
  start(design: ComparisonDesign, listener: (news: News) => void): () => void;
  close(): void;
}

const PAUSE_MS = 200; // least time between two parts
const SHARE = 4; // summing up may take one part in this many of the time

/** The result without the records of single runs, which a page neither shows nor should copy. */
function light(result: ComparisonResult): ComparisonResult {
  const bare = <T extends {readonly ensemble: EnsembleResult}>(side: T): T => ({
    ...side,
    ensemble: {...side.ensemble, records: []},
  });
  return {...result, reference: bare(result.reference), variants: result.variants.map(bare)};
}

/** A comparer in this thread, over `runner`. */
export function createComparer(runner: Runner): Comparer {
  return {
    start(design, listener) {
      const abort = new AbortController();
      const {signal} = abort;
      let waiting: Progress<ComparisonResult> | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let free = performance.now(); // when the next part may come

      const stop = () => {
        clearTimeout(timer);
        abort.abort(new DOMException('no longer wanted', 'AbortError'));
      };
      const fail = (reason: unknown) => {
        if (signal.aborted) return;
        stop();
        listener({kind: 'failed', message: reason instanceof Error ? reason.message : String(reason)});
      };
      const sumUp = () => {
        timer = undefined;
        if (signal.aborted || waiting === undefined) return;
        const began = performance.now();
        try {
          const result = waiting.partial();
          waiting = undefined;
          if (result !== undefined) listener({kind: 'part', result: light(result)});
        } catch (reason) {
          fail(reason);
        }
        free = performance.now() + Math.max(PAUSE_MS, (SHARE - 1) * (performance.now() - began));
      };
      const onProgress = (progress: Progress<ComparisonResult>) => {
        if (signal.aborted) return;
        const {done, total} = progress;
        listener({kind: 'progress', done, total});
        waiting = progress;
        timer ??= setTimeout(sumUp, Math.max(free - performance.now(), 0));
      };

      compare(design, runner, {signal, onProgress}).then((result) => {
        if (signal.aborted) return;
        clearTimeout(timer);
        listener({kind: 'done', result: light(result)});
      }, fail);
      return stop;
    },
    close() {
      runner.close();
    },
  };
}

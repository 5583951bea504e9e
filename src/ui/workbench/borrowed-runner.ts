import type {Runner, RunOptions} from '../../experiments/runner.ts';
import type {ToPage, ToWorker} from './messages.ts';

interface Job {
  readonly onResults: RunOptions['onResults'];
  readonly settle: (failure: Error | undefined) => void; // undefined: all is reported
}

/** A runner whose runs are played by the page's workers; `hear` is to be told what the page says. */
export function borrowedRunner(post: (message: ToPage) => void): Runner & {readonly hear: (message: ToWorker) => void} {
  const jobs = new Map<number, Job>();
  let last = 0;
  return {
    run(request, {signal, onResults}) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const job = ++last;
        const abort = () => {
          post({kind: 'stop', job});
          settle(signal?.reason as Error);
        };
        const settle = (failure: Error | undefined) => {
          if (!jobs.delete(job)) return;
          signal?.removeEventListener('abort', abort);
          if (failure === undefined) resolve();
          else reject(failure);
        };
        jobs.set(job, {onResults, settle});
        signal?.addEventListener('abort', abort, {once: true});
        post({kind: 'play', job, request});
      });
    },
    hear(message) {
      if (message.kind === 'ask') return;
      const job = jobs.get(message.job);
      if (job === undefined) return;
      if (message.kind === 'over') job.settle(message.failure === undefined ? undefined : new Error(message.failure));
      else job.onResults(message.results);
    },
    close: () => undefined,
  };
}

/** The other end: plays on `runner` what is asked for. */
export function lendRunner(runner: Runner, post: (message: ToWorker) => void): (message: ToPage) => void {
  const jobs = new Map<number, AbortController>();
  return (message) => {
    if (message.kind === 'stop') jobs.get(message.job)?.abort();
    if (message.kind !== 'play') return;
    const {job, request} = message;
    const abort = new AbortController();
    const {signal} = abort;
    jobs.set(job, abort);
    const over = (failure: string | undefined) => {
      jobs.delete(job);
      if (!signal.aborted) post({kind: 'over', job, failure});
    };
    const onResults: RunOptions['onResults'] = (results) => {
      if (!signal.aborted) post({kind: 'runs', job, results});
    };
    runner.run(request, {signal, onResults}).then(
      () => over(undefined),
      (reason: unknown) => over(reason instanceof Error ? reason.message : String(reason)),
    );
  };
}

import type {Runner} from '../experiments/runner.ts';
import {type GuardedWorker, guardWorker, type Thread} from './guarded-worker.ts';
import {createJob, type PoolJob, type Span} from './pool-job.ts';

export interface PoolOptions {
  readonly size: number; // workers
  readonly spawn: () => Thread;
  readonly batch?: number; // runs per message; default: as many as take about 50 ms
  readonly silence?: number; // ms without a sign of life after which a worker with short runs counts as dead
  readonly start?: number; // ms within which a worker must be ready
  readonly grace?: number; // ms within which a worker must obey a cancel
}

const BATCH_MS = 50;
const CHECKS = 5; // per `silence`; checks are counted and not clocks read, so that a sleeping laptop kills no worker
const UNKNOWN = 6 * CHECKS; // for a job none of whose runs has ended: it may be large, or the machine slow

/** What a worker has in hand; the first is the one being played. */
interface Held extends Span {
  readonly job: PoolJob;
  at: number; // the replicate being played, as far as beats tell
}

interface Seat {
  worker: GuardedWorker;
  held: Held[];
  opened: Set<number>; // jobs the worker knows
}

/**
 * A `Runner` over a fixed number of workers. Requests may overlap and then take turns.
 *
 * A dead or silent worker is replaced and its batch played again; a run whose worker died twice is reported as a failure.
 * An aborted request is answered when its workers have stopped, at the latest after `grace`, by ending them.
 */
export function createPool(options: PoolOptions): Runner {
  const {size, spawn, batch, silence = 5000, start = 15_000, grace = 80} = options;
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`workers: expected a whole number from 1, got ${String(size)}`);
  }
  let jobs: PoolJob[] = []; // the next to be served first
  let ids = 0;
  let failedStarts = 0; // in a row, over all seats
  let pulse: ReturnType<typeof setInterval> | undefined;
  let closed = false;
  const stopped = new Set<() => void>(); // told when a worker has let go of a batch
  const seats = Array.from({length: size}, () => {
    const seat = {held: [], opened: new Set<number>()} as unknown as Seat;
    seat.worker = startWorker(seat);
    return seat;
  });

  function startWorker(seat: Seat): GuardedWorker {
    seat.held = [];
    seat.opened = new Set();
    return guardWorker(spawn, {
      onReady() {
        failedStarts = 0;
        fill();
      },
      onBeat(replicate, silent) {
        if (seat.held.length === 0) return;
        seat.held[0].at = replicate + 1;
        seat.held[0].job.heard(silent);
      },
      onDeath(reason) {
        lose(seat, reason);
      },
    });
  }

  /** Takes note that a worker died by itself; its seat is filled again when there is work. */
  function lose(seat: Seat, reason: string): void {
    const [head, ...behind] = seat.held;
    seat.held = [];
    seat.opened.clear();
    for (const held of behind) held.job.giveBack(held);
    // A worker that dies empty-handed, most of all while it starts, is not the fault of any run.
    if (head !== undefined) head.job.bury(head, head.at, reason);
    else if (++failedStarts > 2 * size) {
      for (const job of [...jobs]) job.fail(new Error(`workers cannot be started: ${reason}`));
      failedStarts = 0;
    }
    letGo();
  }

  /** Ends a worker on purpose; what it had in hand goes to others. */
  function replace(seat: Seat): void {
    const {held} = seat;
    seat.worker.kill();
    seat.worker = startWorker(seat);
    for (const span of held) span.job.giveBack(span);
    letGo();
  }

  function letGo(): void {
    for (const tell of [...stopped]) tell();
    fill();
  }

  /** Hands out work, one batch of each job in turn. */
  function fill(): void {
    const hasWork = jobs.some((job) => job.hasWork);
    for (const seat of seats) if (hasWork && seat.worker.gone) seat.worker = startWorker(seat);
    while (handNext());
    if (jobs.length > 0) pulse ??= setInterval(check, silence / CHECKS);
    else {
      clearInterval(pulse);
      pulse = undefined;
    }
  }

  /** Hands the next batch to the least laden worker, if there are both. */
  function handNext(): boolean {
    for (const job of jobs) {
      const free = seats.filter(({worker, held}) => worker.ready && held.length < job.depth);
      if (free.length === 0) continue;
      const span = job.take(size);
      if (span === undefined) continue;
      jobs = [...jobs.filter((other) => other !== job), job];
      hand(
        free.reduce((least, other) => (other.held.length < least.held.length ? other : least)),
        job,
        span,
      );
      return true;
    }
    return false;
  }

  function hand(seat: Seat, job: PoolJob, {from, to}: Span): void {
    const {worker} = seat;
    const held: Held = {job, from, to, at: from};
    seat.held.push(held);
    const fail = (reason: unknown) => {
      if (seat.worker === worker) seat.held = seat.held.filter((other) => other !== held);
      job.fail(reason);
      letGo();
    };
    if (!seat.opened.has(job.id)) {
      seat.opened.add(job.id);
      worker.api.open(job.id, job.spec).catch(fail);
    }
    worker.api.run(job.id, from, to).then(({results, ms}) => {
      if (seat.worker !== worker) return; // given up meanwhile, its runs went to others
      seat.held = seat.held.filter((other) => other !== held);
      job.report(results, ms);
      letGo();
    }, fail);
  }

  /** Checks without a sign of life that mean death: five times what a run of the job has needed, `silence` at least. */
  function patience({quiet}: PoolJob): number {
    return quiet === undefined ? UNKNOWN : CHECKS * (quiet + 1);
  }

  function check(): void {
    for (const {worker, held} of seats) {
      if (!worker.ready) worker.check(Math.ceil((start * CHECKS) / silence), `not ready within ${String(start)} ms`);
      else if (held.length > 0) worker.check(patience(held[0].job), 'no sign of life');
    }
  }

  function forget(job: PoolJob): void {
    jobs = jobs.filter((other) => other !== job);
    for (const {worker, opened} of seats) {
      if (opened.delete(job.id)) worker.api.shut(job.id).catch(() => undefined);
    }
    fill();
  }

  /** Stops the workers that play `job` and then rejects it; what they finished until then is still reported. */
  function cancel(job: PoolJob, reason: unknown): void {
    const playing = () => seats.filter(({held}) => held.length > 0 && held[0].job === job);
    const end = () => {
      stopped.delete(tell);
      clearTimeout(timer);
      job.fail(reason);
    };
    const tell = () => {
      if (playing().length === 0) end();
    };
    const timer = setTimeout(() => {
      for (const seat of playing()) replace(seat);
      end();
    }, grace);
    stopped.add(tell);
    job.stopWork();
    forget(job);
    tell();
  }

  return {
    run(request, runOptions) {
      const {signal} = runOptions;
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        if (closed) throw new Error('the runner is closed');
        if (request.to <= request.from) {
          resolve();
          return;
        }
        const abort = () => {
          cancel(job, signal?.reason);
        };
        const job = createJob(++ids, request, runOptions, {ms: BATCH_MS, runs: batch}, (error) => {
          signal?.removeEventListener('abort', abort);
          forget(job);
          if (error === undefined) resolve();
          else reject(error.reason);
        });
        signal?.addEventListener('abort', abort, {once: true});
        jobs.unshift(job);
        fill();
      });
    },
    close() {
      closed = true;
      for (const job of [...jobs]) job.fail(new Error('the runner is closed'));
      for (const {worker} of seats) worker.kill();
      fill();
    },
  };
}

import type {Runner} from '../experiments/runner.ts';
import {scenarioHash} from '../scenario/identity.ts';
import {type StoredRunner, storedRunner} from '../runtime/stored.ts';
import {withoutReading} from './chunk-store.ts';
import type {Effects} from './effects.ts';
import {Interrupted} from './interrupted.ts';
import {createProgress, type Progress} from './progress.ts';

export interface SessionOptions {
  readonly workers: number;
  readonly runs: number; // of all scenarios together
  readonly store: string | undefined;
  readonly fresh: boolean;
}

/** What an experiment needs while it plays. */
export interface Playing {
  readonly runner: Runner;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: {readonly done: number}) => void;
}

/** Opens workers, store and progress for `work`, and closes them whatever happens; throws `Interrupted` on interrupt. */
export async function withRunner<T>(
  {workers, runs, store, fresh}: SessionOptions,
  effects: Effects,
  work: (playing: Playing) => Promise<T>,
): Promise<T> {
  const {signal, engineDigest} = effects;
  let troubled = false;
  const warn = (error: unknown): void => {
    if (troubled) return;
    troubled = true;
    effects.err(`store: cannot be used, going on without: ${error instanceof Error ? error.message : String(error)}\n`);
  };
  const chunks = effects.openStore(store);
  const inner = effects.createRunner(Math.min(workers, runs));
  const runner = storedRunner(inner, fresh ? withoutReading(chunks) : chunks, {scenarioHash, engineDigest}, warn);
  const progress = createProgress(runs, effects);
  try {
    return await watched(work, runner, signal, progress, runs);
  } finally {
    runner.close();
  }
}

async function watched<T>(
  work: (playing: Playing) => Promise<T>,
  runner: StoredRunner,
  signal: AbortSignal,
  progress: Progress,
  runs: number,
): Promise<T> {
  const onProgress = ({done}: {readonly done: number}): void => {
    progress.report(done);
  };
  try {
    signal.throwIfAborted();
    const result = await work({runner, signal, onProgress});
    progress.end(runner.reused);
    return result;
  } catch (error) {
    progress.clear();
    if (!signal.aborted) throw error;
    const kept = `${String(runner.kept)} of ${String(runs)} runs are kept`;
    throw new Interrupted(`${kept}; the same command resumes`);
  }
}

import {type Endpoint, releaseProxy, type Remote, wrap} from 'comlink';
import {isSign, type RunApi} from './serve.ts';

/** A thread that has just been started. */
export interface Thread {
  readonly endpoint: Endpoint;
  /** Calls `listener` when the thread fails or ends by itself; it may be called more than once. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}

export interface Watch {
  onReady(): void;
  /** Called after every run, with the number of checks that passed since the sign before. */
  onBeat(replicate: number, silent: number): void;
  /** Called once, when the worker is gone for good without having been killed. */
  onDeath(reason: string): void;
}

/** A worker whose silence is noticed: a call to a dead worker would wait for ever. */
export interface GuardedWorker {
  readonly ready: boolean;
  readonly gone: boolean;
  readonly api: Remote<RunApi>; // kept here for as long as the worker lives: calls of a collected proxy are dropped
  /** Counts one more check without a sign of life; the `limit`th in a row is its death. */
  check(limit: number, reason: string): void;
  kill(): void;
}

/** Starts a worker and watches over it. A start that throws is reported as a death, later. */
export function guardWorker(spawn: () => Thread, watch: Watch): GuardedWorker {
  let thread: Thread;
  try {
    thread = spawn();
  } catch (error) {
    thread = stillborn(String(error));
  }
  const {endpoint} = thread;
  const api = wrap<RunApi>(endpoint);
  let state: 'starting' | 'ready' | 'gone' = 'starting';
  let silent = 0; // checks since the last sign

  function hear({data}: MessageEvent): void {
    const waited = silent;
    silent = 0;
    if (state === 'gone' || !isSign(data)) return;
    if (data.sluice === 'beat') watch.onBeat(data.replicate, waited);
    else {
      state = 'ready';
      watch.onReady();
    }
  }

  function kill(): void {
    if (state === 'gone') return;
    state = 'gone';
    endpoint.removeEventListener('message', hear as EventListener);
    api[releaseProxy]();
    thread.terminate();
  }

  function die(reason: string): void {
    if (state === 'gone') return;
    kill();
    watch.onDeath(reason);
  }

  endpoint.addEventListener('message', hear as EventListener);
  thread.onDeath(die);
  return {
    get ready() {
      return state === 'ready';
    },
    get gone() {
      return state === 'gone';
    },
    api,
    check(limit, reason) {
      if (++silent >= limit) die(reason);
    },
    kill,
  };
}

function stillborn(reason: string): Thread {
  const nothing = () => undefined;
  return {
    endpoint: {postMessage: nothing, addEventListener: nothing, removeEventListener: nothing},
    onDeath(listener) {
      setTimeout(listener, 0, reason);
    },
    terminate: nothing,
  };
}

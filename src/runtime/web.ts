import type {Runner} from '../experiments/runner.ts';
import type {Thread} from './guarded-worker.ts';
import {createPool, type PoolOptions} from './pool.ts';

export interface WebRunnerOptions extends Omit<PoolOptions, 'size' | 'spawn'> {
  readonly workers: number; // e.g. navigator.hardwareConcurrency
  readonly startWorker?: () => Worker; // where the page cannot load the program by its own address
}

/** A `Runner` over web workers; the program of the worker is a file of its own, beside the page's. */
export function createWebRunner({workers, startWorker = startByAddress, ...rest}: WebRunnerOptions): Runner {
  return createPool({...rest, size: workers, spawn: () => threadOf(startWorker())});
}

function startByAddress(): Worker {
  return new Worker(new URL('./run-worker.ts', import.meta.url), {type: 'module'});
}

function threadOf(worker: Worker): Thread {
  return {
    endpoint: worker,
    onDeath(listener) {
      worker.onerror = (event) => {
        event.preventDefault(); // it is answered by a new worker; the console need not repeat it
        listener(event.message || 'the worker failed without saying why');
      };
      worker.onmessageerror = () => {
        listener('a message could not be read');
      };
    },
    terminate() {
      worker.terminate();
    },
  };
}

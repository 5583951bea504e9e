import {Worker} from 'node:worker_threads';
import {nodeEndpoint} from './node-endpoint.ts';
import type {Runner} from '../experiments/runner.ts';
import type {Thread} from './guarded-worker.ts';
import {createPool, type PoolOptions} from './pool.ts';

export interface NodeRunnerOptions extends Omit<PoolOptions, 'size' | 'spawn'> {
  readonly workers: number;
  readonly entry: URL; // of the built node-worker
}

/** A `Runner` over Node worker threads. Close it, else its threads keep the process alive. */
export function createNodeRunner({workers, entry, ...rest}: NodeRunnerOptions): Runner {
  return createPool({...rest, size: workers, spawn: () => startThread(entry)});
}

function startThread(entry: URL): Thread {
  const worker = new Worker(entry);
  return {
    endpoint: nodeEndpoint(worker),
    onDeath(listener) {
      worker.on('error', (error) => {
        listener(error.message);
      });
      worker.on('messageerror', (error) => {
        listener(error.message);
      });
      worker.on('exit', (code) => {
        listener(`the thread ended with code ${String(code)}`);
      });
    },
    terminate() {
      void worker.terminate();
    },
  };
}

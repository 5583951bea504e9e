import type {Runner} from '../experiments/runner.ts';
import {createModel} from '../model/run.ts';
import {createBreath} from './breath.ts';
import {type CreateModel, createSimulator} from './simulator.ts';

/** A `Runner` on this thread, in a page or in Node. It looks up after every run, so that an abort is seen. */
export function createInlineRunner(create: CreateModel = createModel): Runner {
  const simulate = createSimulator(create);
  let closed = false;
  return {
    async run({from, to, ...spec}, {signal, onResults}) {
      const breathe = createBreath();
      for (let replicate = from; replicate < to; replicate++) {
        signal?.throwIfAborted();
        if (closed) throw new Error('the runner is closed');
        onResults([simulate(spec, replicate)]);
        await breathe();
      }
      signal?.throwIfAborted();
    },
    close() {
      closed = true;
    },
  };
}

import {createNodeRunner} from '../../src/runtime/node.ts';
import {syntheticInput} from './synthetic-model.ts';

// A program that plays a few runs on threads, cancels one request, closes its runner and has nothing left to do.
const entry = new URL('./synthetic-node-worker.js', import.meta.url);
const runner = createNodeRunner({workers: 2, entry});
const request = {input: syntheticInput({ms: 1}), seed: 'close', from: 0, series: [], tables: []};
let done = 0;
const controller = new AbortController();
const cancelled = runner.run({...request, to: 1000}, {signal: controller.signal, onResults: () => undefined});
await runner.run({...request, to: 20}, {onResults: (results) => (done += results.length)});
controller.abort();
await cancelled.catch(() => undefined);
runner.close();
process.stdout.write(`${String(done)} runs\n`);

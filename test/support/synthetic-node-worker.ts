import {parentPort} from 'node:worker_threads';
import {createNodeRunner} from '../../src/runtime/node.ts';
import {nodeEndpoint} from '../../src/runtime/node-endpoint.ts';
import {serve} from '../../src/runtime/serve.ts';
import {createSyntheticModel, syntheticInput} from './synthetic-model.ts';

/** Plays a few runs on threads of this very program, cancels a request, closes the runner and has nothing left to do. */
async function runAndClose(): Promise<void> {
  const runner = createNodeRunner({workers: 2, entry: new URL(import.meta.url)});
  const request = {input: syntheticInput({ms: 1}), seed: 'close', from: 0, series: [], tables: []};
  const controller = new AbortController();
  let done = 0;
  const cancelled = runner.run({...request, to: 1000}, {signal: controller.signal, onResults: () => undefined});
  await runner.run({...request, to: 20}, {onResults: (results) => (done += results.length)});
  controller.abort();
  await cancelled.catch(() => undefined);
  runner.close();
  process.stdout.write(`${String(done)} runs\n`);
}

if (parentPort !== null) serve(nodeEndpoint(parentPort), createSyntheticModel);
else await runAndClose();

import {parentPort} from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import {serve} from '../../src/runtime/serve.ts';
import {createSyntheticModel} from './synthetic-model.ts';

if (parentPort !== null) serve(nodeEndpoint(parentPort), createSyntheticModel);

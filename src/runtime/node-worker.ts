import {parentPort} from 'node:worker_threads';
import {nodeEndpoint} from './node-endpoint.ts';
import {createModel} from '../model/run.ts';
import {serve} from './serve.ts';

// Entry of a Node worker thread.
if (parentPort === null) throw new Error('node-worker: expected to be started as a worker thread');
serve(nodeEndpoint(parentPort), createModel);

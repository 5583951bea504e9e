import type {MessagePort, Worker} from 'node:worker_threads';
import type {Endpoint} from 'comlink';
// @ts-expect-error: the package types this module under another name only.
import adapt from 'comlink/dist/esm/node-adapter.mjs';

/** A Node worker, or a worker's port to its parent, as Comlink wants it: with the browser's kind of events. */
export const nodeEndpoint = adapt as (end: MessagePort | Worker) => Endpoint;

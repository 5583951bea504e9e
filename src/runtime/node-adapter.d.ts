/** The package ships this module without types of its own name. */
declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type {Endpoint} from 'comlink';
  import type {MessagePort, Worker} from 'node:worker_threads';

  export default function nodeEndpoint(end: MessagePort | Worker): Endpoint;
}

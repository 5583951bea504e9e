import {createModel} from '../model/run.ts';
import {serve} from './serve.ts';

// Entry of a web worker.
serve(self as unknown as Parameters<typeof serve>[0], createModel);

import {serve} from '../../src/runtime/serve.ts';
import {createSyntheticModel} from './synthetic-model.ts';

serve(self as unknown as Parameters<typeof serve>[0], createSyntheticModel);

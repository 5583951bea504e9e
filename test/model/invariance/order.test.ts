import '../../support/fast-check.ts';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../../src/model/input.ts';
import {createModel} from '../../../src/model/run.ts';
import {randomWorld, WORLDS} from './random-world.ts';

const outcomesOf = (input: RunInput, replicate: number): Float64Array =>
  createModel(input).run({seed: 'order', replicate, series: [], tables: []}).outcomes;

describe('the order of developers in a document', () => {
  // Oracle: who they are is in their ids.
  it('changes no bit of any outcome', {timeout: 600_000}, () => {
    fc.assert(
      fc.property(randomWorld, fc.integer({min: 0, max: 1000}), (input, replicate) => {
        const developers = [...input.world.developers].reverse();
        const a = outcomesOf(input, replicate);
        const b = outcomesOf({...input, world: {...input.world, developers}}, replicate);
        expect(a).toEqual(b);
      }),
      {numRuns: Math.ceil(WORLDS / 2), endOnFailure: true},
    );
  });
});

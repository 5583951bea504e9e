import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {RunError} from '../../src/model/run.ts';
import {createSimulator} from '../../src/runtime/simulator.ts';
import {createSyntheticModel, syntheticInput} from '../support/synthetic-model.ts';

const spec = (input: RunInput) => ({input, seed: 'simulator', series: [], tables: []});

describe('createSimulator', () => {
  it('builds the model of a scenario once, also when it comes as another copy', () => {
    let built = 0;
    const simulate = createSimulator((input) => {
      built++;
      return createSyntheticModel(input);
    });
    for (let replicate = 0; replicate < 5; replicate++) {
      simulate(spec(syntheticInput({effect: 1})), replicate);
      simulate(spec(syntheticInput({effect: 2})), replicate);
    }
    expect(built).toBe(2);
  });

  it('keeps the models used last, and not every one it has seen', () => {
    const built: unknown[] = [];
    const simulate = createSimulator((input) => {
      built.push(input.parameters['effect']);
      return createSyntheticModel(input);
    });
    for (const effect of [0, 1, 2, 3, 4, 5, 6, 7, 0, 8, 0, 1]) simulate(spec(syntheticInput({effect})), 0);
    expect(built).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 1]); // 8 pushed out 1, not 0
  });

  it('turns an impossible state into a failure, and throws whatever else goes wrong', () => {
    const simulate = createSimulator(() => ({
      run({replicate}) {
        throw replicate === 0 ? new RunError(12, 'negative cash') : new Error('no outcome called "x"');
      },
    }));
    expect(simulate(spec(syntheticInput()), 0)).toEqual({replicate: 0, week: 12, reason: 'negative cash'});
    expect(() => simulate(spec(syntheticInput()), 1)).toThrow('no outcome called "x"');
  });

  it('throws where the model cannot be built', () => {
    const simulate = createSimulator(createSyntheticModel);
    expect(() => simulate(spec(syntheticInput({refuses: 1})), 0)).toThrow('this scenario cannot be built');
  });
});

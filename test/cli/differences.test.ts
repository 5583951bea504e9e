import {expect, it} from 'vitest';
import {differences} from '../../src/cli/differences.ts';

it('names each place where two documents differ by what its parts are called', () => {
  const expected = {
    receipt: {runs: 10, seed: 's'},
    outcomes: [
      {id: 'hhi', window: 'after', mean: 1},
      {id: 'hhi', window: 'before', mean: null},
    ],
    list: [1, 2],
    only: 1,
  };
  const got = {
    receipt: {runs: 10, seed: 't'},
    outcomes: [
      {id: 'hhi', window: 'after', mean: 2},
      {id: 'hhi', window: 'before', mean: 0},
    ],
    list: [1],
    more: {},
  };
  expect(differences(expected, got)).toEqual([
    'receipt.seed: expected "s", got "t"',
    'outcomes.hhi@after.mean: expected 1, got 2',
    'outcomes.hhi@before.mean: expected null, got 0',
    'list: expected a list of 2, got a list of 1',
    'only: expected 1, got nothing',
    'more: expected nothing, got a group of fields',
  ]);
  expect(differences(expected, structuredClone(expected))).toEqual([]);
});

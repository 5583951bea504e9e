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
    'receipt.seed: the file says "s", computed "t"',
    'outcomes.hhi@after.mean: the file says 1, computed 2',
    'outcomes.hhi@before.mean: the file says null, computed 0',
    'list: the file says a list of 2, computed a list of 1',
    'only: the file says 1, computed nothing',
    'more: the file says nothing, computed a group of fields',
  ]);
  expect(differences(expected, structuredClone(expected))).toEqual([]);
});

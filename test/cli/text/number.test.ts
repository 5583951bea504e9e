import {expect, it} from 'vitest';
import {readable} from '../../../src/cli/text/number.ts';

it.each([
  [0, '0'],
  [-0, '0'],
  [1, '1.000'],
  [-12.3456, '-12.35'],
  [999.94, '999.9'],
  [999.96, '1,000'],
  [1234567.8, '1,234,568'],
  [0.012346, '0.01235'],
  [-0.00001, '-1.00e-5'],
  [-0.0004, '-0.0004000'],
  [1e26, '1.00e+26'],
  [Number.NaN, '–'],
  [null, '–'],
  [-Infinity, '-∞'],
])('writes %d for people as %s', (value, text) => {
  expect(readable(value)).toBe(text);
});

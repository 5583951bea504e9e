import {expect, it} from 'vitest';
import {PREFIXES} from '../../src/experiments/prefixes.ts';

it('fixes a ladder of run counts that starts at 100 and never more than about halves the effort again', () => {
  expect(PREFIXES.slice(0, 3)).toEqual([100, 150, 225]);
  for (let i = 1; i < PREFIXES.length; i++) {
    expect(PREFIXES[i] / PREFIXES[i - 1]).toBeGreaterThan(1.48);
    expect(PREFIXES[i] / PREFIXES[i - 1]).toBeLessThan(1.53);
  }
});

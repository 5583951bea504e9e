import {describe, expect, it} from 'vitest';
import type {RunInput} from '../../src/model/input.ts';
import {banned} from './banned.ts';
import {entry, takeApart} from './support.ts';

describe('derivatives of open weights', () => {
  const misuseOf = (
    more: RunInput['parameters'],
    openWeights: 'covered' | 'monitored' | 'access_controlled' = 'covered',
  ) => {
    const input = banned([], {}, {'derivatives.rate': 2000, 'derivatives.half': 1000, ...more});
    const parts = takeApart({...input, policy: [entry('duty', ['x', 'y'], {open_weights: openWeights})]});
    parts.play();
    const {unpatched, misuse, developer: of} = parts.run.world.releases.column;
    expect([unpatched[0], misuse[0], of[0]]).toEqual([0, 0, 0]); // a closed one
    return {unpatched: unpatched[2], misuse: misuse[2]};
  };
  const days = 3 * 364 - 28; // the first look is after four weeks
  const share = (made: number): number => (0.3 * made) / (made + 1000);

  it('take the share s N / (N + N_half) of use, N growing at a constant rate at the open frontier', () => {
    const {unpatched, misuse} = misuseOf({});
    expect(unpatched).toBeCloseTo(share((2000 / 365.25) * days), 12);
    expect(misuse).toBeCloseTo(0.2 * unpatched, 12);
    expect(misuseOf({'derivatives.rate': 0})).toEqual({unpatched: 0, misuse: 0});
  });

  it('are fewer where they need a licence, and misused less where hosts look', () => {
    const {unpatched, misuse} = misuseOf({});
    const watched = misuseOf({'duties.monitored': 0.4}, 'monitored');
    expect(watched.unpatched).toBe(unpatched);
    expect(watched.misuse / misuse).toBeCloseTo(0.6, 12);
    const licensed = misuseOf({'duties.licence': 0.7}, 'access_controlled');
    expect(licensed.unpatched).toBeCloseTo(share((2000 / 365.25) * days * 0.3), 12);
  });
});

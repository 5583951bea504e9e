import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isFollowed, restrictedMean, survivalMedian} from '../../src/model/survival.ts';

/** Times as [day, 1 = happened, 0 = censored]. */
const split = (list: readonly (readonly [number, number])[]) =>
  [Float64Array.from(list, ([day]) => day), Uint8Array.from(list, ([, event]) => event), list.length] as const;

describe('restrictedMean', () => {
  it('is the area under the Kaplan-Meier curve, worked by hand with censoring', () => {
    // At risk 5: event at 2 -> 4/5; censored at 3; at risk 3: event at 4 -> 8/15; then 6 -> 4/15 and 9 -> 0.
    const list = split([
      [6, 1],
      [2, 1],
      [9, 1],
      [3, 0],
      [4, 1],
    ]);
    const area = 2 * 1 + 2 * 0.8 + 2 * (8 / 15) + 3 * (4 / 15);
    expect(restrictedMean(...list, 10)).toBeCloseTo(area, 12);
    expect(restrictedMean(...list, 3)).toBeCloseTo(2 + 0.8, 12);
  });

  it('counts one who is censored at the time of an event as still at risk', () => {
    expect(
      restrictedMean(
        ...split([
          [3, 0],
          [3, 1],
          [4, 1],
        ]),
        10,
      ),
    ).toBeCloseTo(3 + 2 / 3, 12); // 2/3 at 3, 0 at 4
  });

  it('is the plain mean of times cut off at the horizon when everybody is followed to it', () => {
    const times = fc.array(fc.nat(1000), {minLength: 1, maxLength: 60});
    fc.assert(
      fc.property(times, (days) => {
        const mean = days.map((day) => Math.min(day, 730)).reduce((a, b) => a + b) / days.length;
        const seen = days.map((day) => [day, day < 900 ? 1 : 0] as const);
        expect(restrictedMean(...split(seen), 730)).toBeCloseTo(mean, 9);
      }),
    );
  });

  it('carries the last level on where follow-up ends before the horizon', () => {
    const cut = split([
      [100, 1],
      [200, 0],
    ]);
    expect(restrictedMean(...cut, 730)).toBe(100 + 630 / 2);
  });
});

describe('isFollowed', () => {
  it('asks for a window that begins a horizon before the end of the run, whatever happened in it', () => {
    expect(isFollowed({from: 270, to: 999}, 730, 1000)).toBe(true);
    expect(isFollowed({from: 271, to: 999}, 730, 1000)).toBe(false);
  });
});

describe('survivalMedian', () => {
  it('is the first time at which the curve is at one half or below, worked by hand', () => {
    expect(
      survivalMedian(
        ...split([
          [6, 1],
          [2, 1],
          [8, 0],
          [3, 0],
          [4, 1],
        ]),
      ),
    ).toBe(6);
    expect(
      survivalMedian(
        ...split([
          [1, 1],
          [2, 1],
          [3, 1],
          [4, 1],
        ]),
      ),
    ).toBe(2);
  });

  it('is undefined when fewer than half get there', () => {
    expect(
      survivalMedian(
        ...split([
          [5, 1],
          [9, 0],
          [9, 0],
        ]),
      ),
    ).toBeNaN();
    expect(survivalMedian(...split([]))).toBeNaN();
  });
});

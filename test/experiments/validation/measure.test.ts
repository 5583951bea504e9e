import {describe, expect, it} from 'vitest';
import {changes, meanOver, type Arms} from '../../../src/experiments/validation/measure.ts';
import {intervalOfMean} from '../../../src/experiments/summary.ts';

const band = {what: '', unit: 'share', low: -1, high: 1};
const changeOf = (here: Arms, control?: Arms) => meanOver(band, changes(here, control));
const of = (...values: number[]) => Float64Array.from(values);

describe('the change of a mean', () => {
  it('is that of the totals, not the mean of the changes', () => {
    // Oracle: 1 + 1 over 1 + 4; the mean of 1/1 and 1/4 would be a fall by 3/8.
    expect(changeOf({without: of(1, 4), under: of(1, 1)}).value).toBeCloseTo(-0.6, 12);
  });

  it('is relative to the change of the control', () => {
    const here = {without: of(10, 20), under: of(5, 10)};
    expect(changeOf(here, {without: of(8, 8), under: of(4, 4)}).value).toBeCloseTo(0, 12);
    expect(changeOf(here, {without: of(8, 8), under: of(10, 10)}).value).toBeCloseTo(0.5 / 1.25 - 1, 12);
  });

  it('has the interval of a mean where the other columns are constant, and none where the ratio is', () => {
    const under = of(3, 5, 4, 6);
    const {interval} = changeOf({without: of(10, 10, 10, 10), under});
    const [low, high] = intervalOfMean(under);
    expect(interval[0]).toBeCloseTo(low / 10 - 1, 12);
    expect(interval[1]).toBeCloseTo(high / 10 - 1, 12);
    const same = changeOf({without: of(6, 10, 8, 12), under}).interval;
    expect(same[0]).toBeCloseTo(-0.5, 12);
    expect(same[1]).toBeCloseTo(-0.5, 12);
  });
});

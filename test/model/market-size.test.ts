import {describe, expect, it} from 'vitest';
import {createMarketSize} from '../../src/model/mechanisms/market-size.ts';
import {jurisdiction, scenario, takeApart} from './support.ts';

/** Spend of a year at the pace of each day, USD M, over the whole market. */
function spendOn(days: readonly number[], parameters: Record<string, number>): number[] {
  const {run} = takeApart(scenario({world: {jurisdictions: [jurisdiction('x')], developers: []}, parameters}));
  const size = createMarketSize(run);
  size.begin?.();
  return days.map((day) => {
    run.clock.from = day - 3.5; // steps take the size of their middle
    run.clock.to = day + 3.5;
    size.step?.();
    return (size.spend().reduce((a, b) => a + b, 0) / 7) * 365.25;
  });
}

const YEARS = [0, 1, 2, 5, 40].map((years) => years * 365.25);

// Oracle: the logistic curve.
describe('the market', () => {
  it('grows at a constant rate far below its ceiling', () => {
    const spend = spendOn(YEARS, {'market.spend': 100, 'market.growth': 2.2, 'market.ceiling': 1e18});
    for (const [n, day] of YEARS.slice(0, 4).entries()) {
      expect(spend[n] / (100 * 2.2 ** (day / 365.25))).toBeCloseTo(1, 9);
    }
  });

  it('is at half of its ceiling when it has caught up with the rest, and never above it', () => {
    const ceiling = 100 * (1 + 2.2 ** 5);
    const spend = spendOn(YEARS, {'market.spend': 100, 'market.growth': 2.2, 'market.ceiling': ceiling});
    expect(spend[0]).toBeCloseTo(100, 6);
    expect(spend[3] / ceiling).toBeCloseTo(0.5, 9);
    expect(spend[4] / ceiling).toBeCloseTo(1, 9);
  });
});

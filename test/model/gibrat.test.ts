import {describe, expect, it, vi} from 'vitest';
import {ALONE, developer, jurisdiction, meanOf, scenario, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

describe('equal developers without imitation', () => {
  it('grow at random: the variance of the logarithm of size rises in proportion to time, their mean at one rate', () => {
    // Oracle: Gibrat's law, var ln C = s^2 t. Noise is known up to the last training run, a cycle ago on average.
    const noise = 0.3; // dex over a year
    const parts = takeApart(
      scenario({
        days: 4 * 364,
        world: {
          jurisdictions: [jurisdiction('x')],
          developers: [developer('a', 'x', {count: 800, cash: 1e9, safety_spend: 0})],
        },
        mechanisms: ALONE,
        parameters: {
          'imitation.rate': 0,
          'research.catch_up.x': 0,
          'research.compute_noise': noise,
          'research.noise': 0,
        },
      }),
    );
    const {compute} = parts.run.world.developers.column;
    const seen: {years: number; mean: number; variance: number}[] = [];
    parts.play(() => {
      if (parts.run.clock.to % 728 !== 0) return;
      const size = Array.from(compute.subarray(0, 800));
      const mean = meanOf(size);
      seen.push({years: parts.run.clock.to / 365.25, mean, variance: meanOf(size.map((x) => (x - mean) ** 2))});
    });
    for (const {years, mean, variance} of seen) {
      expect(Math.abs(variance / (noise ** 2 * (years - 60 / 365.25)) - 1)).toBeLessThan(4 * Math.sqrt(2 / 800));
      expect(Math.abs(mean - 24 - Math.log10(4.2) * years)).toBeLessThan(
        (4 * noise * Math.sqrt(years)) / Math.sqrt(800),
      );
    }
    expect(seen).toHaveLength(2);
  });
});

describe('a lab far behind', () => {
  it('closes its distance in logarithms at the rate of catching up, a start-up does not (Nelson & Phelps 1966)', () => {
    // Oracle: x' = -k x, so that exp(-k t) of the distance is left. The leader's next run is a cycle away.
    const rate = 1.2;
    const left = (kind: 'lab' | 'startup'): number => {
      const parts = takeApart(
        scenario({
          days: 364,
          world: {
            jurisdictions: [jurisdiction('x')],
            developers: [
              developer('ahead', 'x', {compute: 25, cash: 1e9, safety_spend: 0}),
              developer('behind', 'x', {compute: 22, cash: 1e9, safety_spend: 0, kind}),
            ],
          },
          mechanisms: ALONE,
          parameters: {
            'imitation.rate': 0,
            'research.catch_up.x': rate,
            'research.compute_noise': 0,
            'research.cycle_days.lab': 2, // so that the largest run is what the leader can do
            'research.compute_growth.startup': 4.2,
          },
        }),
      );
      parts.play();
      const {compute} = parts.run.world.developers.column;
      return (compute[0] - compute[1]) / 3;
    };
    expect(left('lab')).toBeCloseTo(Math.exp((-rate * 364) / 365.25), 1.5);
    expect(left('startup')).toBeCloseTo(1, 9);
  });
});

describe('the length of a step', () => {
  it('does not move the growth of compute: runs are as large as on their day', () => {
    const grown = (step: 7 | 3.5 | 1): number[] => {
      const parts = takeApart(
        scenario({
          days: 728,
          step_days: step,
          world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 3, cash: 1e9})]},
          mechanisms: ALONE,
          parameters: {'imitation.rate': 0, 'research.catch_up.x': 0},
        }),
      );
      parts.play();
      const {releases} = parts.run.world;
      return Array.from(releases.column.flop.subarray(0, releases.rows));
    };
    const [weeks, days] = [grown(7), grown(1)];
    expect(weeks.length).toBeGreaterThan(15);
    // Oracle: the draws are the same, so that run by run only rounding differs.
    expect([...days].sort().map((x) => x.toFixed(6))).toEqual([...weeks].sort().map((x) => x.toFixed(6)));
  });
});

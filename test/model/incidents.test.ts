import {describe, expect, it, vi} from 'vitest';
import {ALONE, developer, jurisdiction, scenario, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const SCALE = 30; // expert-hours per M user-weeks: the loudest defects strike less than once a week

/** Models of day 0 in steady use, with deep defects that nobody looks for. */
function inUse(parameters: Record<string, number>) {
  const parts = takeApart(
    scenario({
      days: 1092,
      world: {
        jurisdictions: [jurisdiction('x')],
        developers: [developer('a', 'x', {count: 40, cash: 1e9, installed: 1})],
      },
      mechanisms: {...ALONE, defects: true, research: false, race: false, liability: false},
      parameters: {
        'users.skill': 0,
        'users.growth': 1.0001,
        'defects.mean.shallow': 0,
        'defects.mean.deep': 30,
        'defects.mean.trigger': 0,
        'defects.mean.drift': 0,
        'defects.dispersion': 5,
        'testing.hours.lab': 0,
        'incidents.scale.deep': SCALE,
        ...parameters,
      },
    }),
  );
  const {incidents, releases, defects} = parts.run.world;
  const used = (row: number): number => releases.column.totalExposure[defects.column.release[row]];
  return {parts, incidents, defects, used};
}

describe('incidents in use', () => {
  it('are a Poisson process of rate kappa x exposure x phi for each defect while nobody reports them', () => {
    // Oracle: its mean and variance, and gaps that are alike all the time.
    const {parts, incidents, defects, used} = inUse({'incidents.reporting': 0});
    parts.play();
    let mean = 0;
    for (let row = 0; row < defects.rows; row++) mean += SCALE * defects.column.rate[row] * used(row);
    expect(mean).toBeGreaterThan(1000);
    expect(Math.abs(incidents.rows - mean)).toBeLessThan(3.5 * Math.sqrt(mean));
    const early = Array.from(incidents.column.day.subarray(0, incidents.rows)).filter((day) => day < 546).length;
    expect(Math.abs(early - incidents.rows / 2)).toBeLessThan(3.5 * Math.sqrt(incidents.rows / 4));
  });

  it('stop with the first one of a defect that is reported and patched at once', () => {
    // Oracle: by then a defect has struck with probability 1 - exp(-kappa x exposure x phi), a Bernoulli variable.
    const {parts, incidents, defects, used} = inUse({'incidents.reporting': 1, 'incidents.patch_days': 0});
    parts.play();
    let mean = 0;
    let variance = 0;
    for (let row = 0; row < defects.rows; row++) {
      const struck = 1 - Math.exp(-SCALE * defects.column.rate[row] * used(row));
      mean += struck;
      variance += struck * (1 - struck);
    }
    let found = 0;
    for (let row = 0; row < defects.rows; row++) found += Number.isNaN(defects.column.found[row]) ? 0 : 1;
    expect(Math.abs(found - mean)).toBeLessThan(3.5 * Math.sqrt(variance));
    // A patch acts between steps, so a loud defect may strike again within its first week.
    expect(incidents.rows).toBeGreaterThanOrEqual(found);
    expect(incidents.rows / found).toBeLessThan(1.1);
  });
});

import type {Fact} from './fact.ts';
import {columnOf, hindcast, meanOver} from './measure.ts';

/** Fact 6: the technological frontier moves as it was seen to. */
export const frontier: Fact = {
  id: 'frontier',
  kind: 'pattern',
  plays: 1,
  title: 'The frontier moves as it was seen to, and open weights follow',
  target:
    '2023-25: compute x 4 to 5 a year, cost x 2 to 3.1 a year, 22 to 30 ECI a year, open lag 3 to 5 months, which nobody sets',
  source: 'Epoch AI (2025); Cottier et al. (2024)',
  limitation:
    'Growth of compute and cost and the slope at full research effort are put in as observed; that developers short of money or luck keep near them, and the lag, come out. All four are also targets of calibration.',
  async measure({preset, play}) {
    const result = await play(hindcast(preset('no-staging')));
    const months = columnOf(result, 'open_lag@hindcast').map((days) => days / 30.4375);
    return [
      meanOver(
        {what: 'growth of compute', unit: 'x per year', low: 4, high: 5},
        columnOf(result, 'compute_growth@hindcast'),
      ),
      meanOver(
        {what: 'growth of cost', unit: 'x per year', low: 2, high: 3.1},
        columnOf(result, 'cost_growth@hindcast'),
      ),
      meanOver(
        {what: 'slope of the frontier', unit: 'ECI per year', low: 22, high: 30},
        columnOf(result, 'frontier_slope@hindcast'),
      ),
      meanOver({what: 'lag of open weights', unit: 'months', low: 3, high: 5}, months),
    ];
  },
};

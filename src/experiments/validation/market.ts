import type {Fact} from './fact.ts';
import {columnOf, hindcast, meanOver, shareOver} from './measure.ts';

/** Fact 8: the market is concentrated and contested at once. */
export const market: Fact = {
  id: 'market',
  kind: 'pattern',
  plays: 0,
  title: 'The market is concentrated and contested at once',
  target:
    'spend of enterprises in the United States 2023-25: the first leader falls from 50 % to 22 to 32 %, another overtakes in a quarter of runs or more, the three largest hold 75 to 93 % throughout, 7 to 15 % change vendor a year',
  source: 'Menlo Ventures (2023-25), surveys of enterprise buyers in the United States',
  limitation:
    'The surveys name few large vendors, while the simulation counts every vendor; it knows no bundles with clouds or office software and draws taste for a developer once. Shares are those of enterprises in the United States, changes of vendor those of enterprises everywhere, changes of leader those of all spend. Mean shares hide that in most runs somebody else leads at some time. Defaults were set by hand with all three years in view, so this shows that the mechanisms can make the pattern, not that they foresaw it; the fit of the calibration knows only 2023 and 2024, and its own shares of 2025 stand in its report.',
  async measure({preset, play}) {
    const result = await play(hindcast(preset('no-staging')));
    const overtaken = columnOf(result, 'leader_changes@hindcast').map((changes) => Number(changes > 0));
    const cr3 = ['y2023', 'y2024', 'y2025'].map((year) =>
      meanOver(
        {
          what: `share of the three largest, ${year.slice(1)}`,
          unit: 'share of spend',
          low: 0.75,
          high: 0.93,
        },
        columnOf(result, `cr3.us.enterprise@${year}`),
      ),
    );
    return [
      meanOver(
        {what: 'share of the leader of 2023 in 2025', unit: 'share of spend', low: 0.22, high: 0.32},
        columnOf(result, 'first_leader_share.us.enterprise@y2025'),
      ),
      shareOver(
        {what: 'runs in which another leads at some time', unit: 'share of runs', low: 0.25, high: 1},
        overtaken,
      ),
      ...cr3,
      meanOver(
        {what: 'customers who change vendor', unit: 'share per year', low: 0.07, high: 0.15},
        columnOf(result, 'vendor_switching.enterprise@hindcast'),
      ),
    ];
  },
};

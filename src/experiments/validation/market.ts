import type {Fact} from './fact.ts';
import {columnOf, hindcast, meanOver, shareOver} from './measure.ts';

/** Fact 8: the market is concentrated and contested at once. */
export const market: Fact = {
  id: 'market',
  kind: 'pattern',
  plays: 0,
  title: 'The market is concentrated and contested at once',
  target:
    'enterprise spend 2023-25: the first leader falls from 50 % to 22 to 32 %, another overtakes in a quarter of runs or more, the three largest hold 75 to 93 % throughout, 7 to 15 % change vendor a year',
  source: 'Menlo Ventures (2023-25), surveys of enterprise buyers',
  limitation:
    'The surveys ask enterprise buyers and name few large vendors, while the simulation counts every vendor; it knows no bundles with clouds or office software, which hold customers of the largest together, and draws taste for a developer once. The share of the first leader is of all spend, not of enterprises alone, and the shares of the three largest in 2023 and 2024 and the customers who change vendor are targets of calibration too.',
  async measure({preset, play}) {
    const result = await play(hindcast(preset('no-staging')));
    const overtaken = columnOf(result, 'leader_changes@hindcast').map((changes) => Number(changes > 0));
    const cr3 = ['y2023', 'y2024', 'y2025'].map((year) =>
      meanOver(
        {
          what: `share of the three largest, ${year.slice(1)}`,
          unit: 'share of enterprise spend',
          low: 0.75,
          high: 0.93,
        },
        columnOf(result, `cr3.enterprise@${year}`),
      ),
    );
    return [
      meanOver(
        {what: 'share of the leader of 2023 in 2025', unit: 'share of all spend', low: 0.22, high: 0.32},
        columnOf(result, 'share.openai@y2025'),
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

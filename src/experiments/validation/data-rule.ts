import type {Fact} from './fact.ts';
import {between, columnOf, combine, meanOver} from './measure.ts';

/** Fact 10: a fixed cost on every product drives out the small ones and concentrates the market. */
export const dataRule: Fact = {
  id: 'data-rule',
  kind: 'pattern',
  plays: 2,
  title: 'A fixed cost on every product drives out small ones and concentrates the market',
  target:
    '20 to 45 % of products leave, 35 to 60 % fewer enter, HHI 8 to 30 % higher in the first months, 15 to 40 % fewer deals than without',
  source:
    'Janssen, Kesler, Kummer & Waldfogel (2022); Johnson, Shriver & Goldberg (2023); Jia, Jin & Wagman (2021) on the EU data protection rules of 2018',
  limitation:
    'Firms that leave hold little of a market in which a few sell nearly everything, so concentration hardly moves; and investors value a start-up by all its markets, of which the treated one is a fifth, so deals hardly fall.',
  async measure({preset, play}) {
    const base = preset('data-rule');
    const windows = {
      half_year: between(base, '2025-01-06', '2025-07-07'),
      year: between(base, '2025-01-06', '2026-01-05'),
      two_years: between(base, '2025-01-06', '2027-01-04'),
    };
    const input = {...base, days: 1463, windows};
    const [without, under] = await Promise.all([play({...input, policy: []}), play(input)]);
    const change = (name: string): Float64Array =>
      combine([columnOf(without, name), columnOf(under, name)], (a, b) => (a > 0 ? b / a - 1 : NaN));
    const band = (what: string, low: number, high: number) => ({what, unit: 'share', low, high});
    return [
      meanOver(band('products on sale, first year', -0.45, -0.2), change('product_count.eu@year')),
      meanOver(band('products that enter, first half-year', -0.6, -0.35), change('product_entries.eu@half_year')),
      meanOver(band('HHI, first half-year', 0.08, 0.3), change('hhi.eu@half_year')),
      meanOver(band('deals of start-ups at home there, two years', -0.4, -0.15), change('deals.eu@two_years')),
    ];
  },
};

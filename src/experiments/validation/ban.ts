import type {Fact} from './fact.ts';
import {between, changes, columnOf, combine, meanOver} from './measure.ts';

/** Fact 13, second part: what a ban drives out comes back, software within weeks. */
export const ban: Fact = {
  id: 'ban',
  kind: 'pattern',
  plays: 2,
  title: 'What a ban drives out comes back in part, software within weeks',
  target:
    'use of banned open weights falls to 20 to 45 % at once, is higher again within two months, and stands at 45 to 75 % after three years',
  source: 'Miron & Zwiebel (1991) on prohibition; Kreitmeir & Raschky (2023) on the ban of a service in Italy in 2023',
  limitation:
    'Frictions, penalties and lags of the underground are assumed; the friction of a covert service was set so that the first week comes near, and what comes after follows from it. Nobody has measured a ban of open weights that others go on publishing.',
  async measure({preset, play}) {
    const ruled = preset('ban-open-weights');
    const windows = {
      first_week: between(ruled, '2025-01-06', '2025-01-13'),
      second_month: between(ruled, '2025-02-03', '2025-03-10'),
      fourth_year: between(ruled, '2028-01-03', '2029-01-01'),
    };
    const input = {...ruled, days: 2191, windows};
    const [without, under] = await Promise.all([play({...input, policy: []}), play(input)]);
    const ofUse = (result: typeof under, window: string): Float64Array =>
      combine(
        ['open', 'underground'].map((nest) => columnOf(result, `nest_share.${nest}.us@${window}`)),
        (open, underground) => open + underground,
      );
    const kept = (window: string): Float64Array =>
      changes({without: ofUse(without, window), under: ofUse(under, window)}).map((change) => 1 + change);
    const band = (what: string, low: number, high: number) => ({what, unit: 'share of use without the ban', low, high});
    const [first, later] = [kept('first_week'), kept('second_month')];
    return [
      meanOver(band('first week', 0.2, 0.45), first),
      meanOver(
        band('fifth to ninth week less the first', 0.001, 1),
        combine([later, first], (a, b) => a - b),
      ),
      meanOver(band('fourth year', 0.45, 0.75), kept('fourth_year')),
    ];
  },
};

import type {Fact} from './fact.ts';
import {columnOf, combine, exactly, hindcast, meanOver} from './measure.ts';

/** Incidents of five companies as a press article lists them (2023-25), without any count of users. */
const LISTED = [3, 1, 2, 4, 1];

/** Probability of a chi-square statistic at least that of `counts` when all rates are equal: every split, exactly. */
export function equalRatesProbability(counts: readonly number[]): number {
  const total = counts.reduce((a, b) => a + b, 0);
  const expected = total / counts.length;
  const squares = (split: readonly number[]): number =>
    split.reduce((sum, n) => sum + (n - expected) * (n - expected), 0);
  const seen = squares(counts) - 1e-9;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  let hits = 0;
  let all = 0;
  const visit = (split: number[], left: number): void => {
    if (split.length === counts.length - 1) {
      const whole = [...split, left];
      const ways = factorial(total) / whole.reduce((product, n) => product * factorial(n), 1);
      all += ways;
      if (squares(whole) >= seen) hits += ways;
      return;
    }
    for (let n = 0; n <= left; n++) visit([...split, n], left - n);
  };
  visit([], total);
  return hits / all;
}

/** Fact 12: reported incidents grow with use, not with the rate per use. */
export const incidents: Fact = {
  id: 'incidents',
  kind: 'pattern',
  plays: 0,
  title: 'Reported incidents grow with use, not with the rate per use',
  target:
    '2023-25: reports grow by 35 to 75 % a year at a constant or falling rate per use; differences between companies as large as those of a press list arise by chance with probability above .3',
  source: 'AI Incident Database (149, 233, 362); MIT AI incident tracker',
  limitation:
    'The first number is among those that the scale of incidents was fitted to. The last is a multinomial test of the eleven incidents of the list, without any simulation: it says what the list can show, not what the model does.',
  async measure({preset, play}) {
    const result = await play(hindcast(preset('no-staging')));
    const reported = ['y2023', 'y2024', 'y2025'].map((year) => columnOf(result, `reported_incidents@${year}`));
    const perUse = ['y2023', 'y2025'].map((year) => columnOf(result, `incidents_per_exposure@${year}`));
    const ratio = combine(perUse, (first, last) => last / first);
    return [
      // Over both years: a ratio of two counts is large by chance as often as small, but by more.
      meanOver(
        {what: 'growth of reported incidents, 2023 to 2025', unit: 'share per year', low: 0.35, high: 0.75},
        combine([reported[0], reported[2]], (a, b) => Math.sqrt(b / a) - 1),
      ),
      meanOver({what: 'incidents per use, 2025 over 2023', unit: 'x', low: 0, high: 1.05}, ratio),
      exactly(
        {
          what: 'probability of the listed differences when rates are equal, by an exact test of the list itself',
          unit: 'probability',
          low: 0.3,
          high: 1,
        },
        equalRatesProbability(LISTED),
      ),
    ];
  },
};

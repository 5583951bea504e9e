import type {PolicyEntry, Regime, RunInput} from '../../model/input.ts';
import {UNREGULATED} from '../../model/input.ts';
import type {Fact} from './fact.ts';
import {between, columnOf, combine, meanOver} from './measure.ts';
import {stage} from './worlds.ts';

/** The same review of two months in two neighbours: a duty in one, voluntary in the other. */
function neighbours(input: RunInput): RunInput {
  const rule = (where: string, binding: Regime['binding']): PolicyEntry => ({
    id: `review-${where}`,
    from: 0,
    until: null,
    announced: null,
    when: null,
    in: [where],
    regime: {
      ...UNREGULATED,
      binding,
      threshold: {index: 'fixed', flop: 1e25}, // that of the EU AI Act for general-purpose models with systemic risk
      stages: [stage('review', {min_days: 60, evaluations: 1}), stage('public')],
    },
  });
  return {
    ...input,
    days: 4 * 364,
    windows: {ruled: between(input, '2023-01-02', '2025-12-29')}, // the source covers all years up to 2026
    policy: [rule('eu', 'mandatory'), rule('uk', 'voluntary')],
  };
}

/** Fact 13, first part: a stricter neighbour gets more releases late or never. */
export const access: Fact = {
  id: 'access',
  kind: 'pattern',
  plays: 1,
  title: 'A stricter neighbour gets more releases late or not at all',
  target: '6 to 16 % of releases delayed or withheld in the stricter neighbour, 3 to 10 % in the lighter one',
  source:
    'GovAI (2026) on 375 releases of language models, 2018-26: 11 % in the European Union, 7 % in the United Kingdom',
  limitation:
    'The rules behind those delays were mostly about data. Here they are a review above a threshold, which weighs on all alike; rules on products can weigh more on a developer that depends more on data, but nobody has measured by how much, so that the 15 to 35 % of the most affected one are not put to the test.',
  async measure({preset, play}) {
    const result = await play(neighbours(preset('no-staging')));
    const [strict, light] = ['eu', 'uk'].map((id) => columnOf(result, `releases_delayed.${id}@ruled`));
    const share = {unit: 'share of releases'};
    return [
      meanOver({...share, what: 'delayed or withheld in the stricter neighbour', low: 0.06, high: 0.16}, strict),
      meanOver({...share, what: 'delayed or withheld in the lighter neighbour', low: 0.03, high: 0.1}, light),
      meanOver(
        {...share, what: 'difference between the neighbours', low: 0.001, high: 1},
        combine([strict, light], (a, b) => a - b),
      ),
    ];
  },
};

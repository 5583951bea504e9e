import {describe, expect, it} from 'vitest';
import type {DeveloperInput, RunInput} from '../../../src/model/input.ts';
import {createModel} from '../../../src/model/run.ts';
import {developer, entry, jurisdiction, outcomesOf, regime, scenario, stage} from '../support.ts';

const DAYS = 4 * 364;

const firms = (place: string, mark: string): DeveloperInput[] =>
  [
    developer(`a${mark}`, place, {key: 'a', installed: 0.5}),
    developer(`b${mark}`, place, {key: 'b', compute: 24.5, cash: 800}),
    developer(`c${mark}`, place, {key: 'c', kind: 'startup', compute: 23, cash: 60, count: 4}),
    developer(`d${mark}`, place, {key: 'd', kind: 'open', open_weights: true, compute: 23.3, cash: 9, other_income: 6}),
  ].map((each) => ({...each, markets: 'home' as const}));

/** The rules of both markets: a gate for all releases of a fixed size. */
const gate = regime(
  [stage('research', {min_days: 60, evaluations: 3, checks: true}), stage('public', {sign_off: true})],
  {
    threshold: {index: 'fixed', flop: 1e23},
  },
);

/** One market, or two that are alike in everything and meet nowhere, in a world twice as large. */
function markets(copies: 1 | 2): RunInput {
  const marks = ['', '-too'].slice(0, copies);
  return scenario({
    days: DAYS,
    world: {
      jurisdictions: marks.map((mark) =>
        jurisdiction(`x${mark}`, {key: 'x', spend_share: 1 / copies, user_share: 1 / copies, entry: true}),
      ),
      developers: marks.flatMap((mark) => firms(`x${mark}`, mark)),
    },
    policy: [
      entry(
        'gate',
        marks.map((mark) => `x${mark}`),
        gate,
        {from: 364},
      ),
    ],
    parameters: {
      'market.spend': 3000 * copies,
      'market.ceiling': 600_000 * copies,
      'users.potential': 200 * copies,
      'users.ceiling': 5000 * copies,
      'entry.local_share': 1, // founders sell at home alone
      'teams.x': 2,
      'teams.x-too': 2,
    },
    // What is shared by all the world is off: the race is against everybody, capital follows the largest deals, auditors
    // and politics look beyond borders.
    mechanisms: {race: false, funding: false, politics: false, evaluators: false},
  });
}

describe('two isolated copies of a market that are keyed alike', () => {
  // Oracle: they live through the same luck, so that every total is exactly twice that of one, and every mean the same.
  it('give exactly twice the totals, and the same means', () => {
    for (const replicate of [0, 1, 2, 3]) {
      const [one, two] = ([1, 2] as const).map((copies) => {
        const input = markets(copies);
        const record = createModel(input).run({seed: 'copies', replicate, series: [], tables: []});
        const read = outcomesOf(input);
        return (id: string) => read(record, id);
      });
      for (const id of [
        'releases',
        'open_releases',
        'incidents',
        'severe_incidents',
        'candidates',
        'entries',
        'exits',
        'developers_active',
      ]) {
        expect(two(id), id).toBe(2 * one(id));
      }
      for (const id of ['harm', 'compliance_spend', 'releases_in_review', 'pipeline']) {
        expect(two(id) / one(id), id).toBeCloseTo(2, 9);
      }
      for (const id of [
        'price',
        'public_frontier',
        'review_wait',
        'stage_time',
        'incidents_per_exposure',
        'iteration_gap',
      ]) {
        expect(two(id), id).toBeCloseTo(one(id), 9);
      }
      expect(two('hhi') / one('hhi')).toBeCloseTo(1 / 2, 9);
      expect(one('incidents')).toBeGreaterThan(0);
    }
  });
});

import {describe, expect, it} from 'vitest';
import type {Regime, StageRule} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {CLEARANCE, type World} from '../../src/model/world.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, stage} from './support.ts';

const LABS = 6;
const CHANGE = 364; // day of the new rules
const DECISION = 30; // days

const lab = stage('lab', {min_days: 30, evaluations: 2, evaluator_access: 'fine_tuning', checks: true, approvals: 1});
const field = stage('field', {min_days: 10, evaluations: 1});
const open = stage('public', {sign_off: true});

/** A stock of releases that cleared `lab` and `field`, and what new rules for stock then do to it. */
function change(stages: readonly StageRule[], more: Partial<Regime> = {}, parameters = {}): World {
  const stock = {applies_to: 'stock_and_new'} as const;
  const model = createModel(
    scenario({
      days: 728,
      windows: {},
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: LABS})]},
      mechanisms: {...ALONE, research: false},
      policy: [
        entry('first', ['x'], regime([lab, field, open], stock)),
        entry('second', ['x'], {stages, ...more}, {from: CHANGE}),
      ],
      parameters: {
        'findings.law': 'fixed',
        'service.law': 'deterministic',
        'service.mean_days': 20,
        'teams.x': 'unlimited',
        'gate.approval_days': DECISION,
        ...parameters,
      },
    }),
  );
  model.run({seed: '1', replicate: 0, series: [], tables: []});
  return model.world;
}

/** Stages passed by each release after the change, in their order. */
function passedAfter({reviews}: World): number[][] {
  const {arrived, release, stage: at} = reviews.column;
  return Array.from({length: LABS}, (_, r) =>
    Array.from({length: reviews.rows}, (_each, row) => row)
      .filter((row) => release[row] === r && arrived[row] >= CHANGE)
      .map((row) => at[row]),
  );
}

const every = <T>(value: T): T[] => Array.from({length: LABS}, () => value);

describe('new rules for stock', () => {
  // Oracle: what a release did and what it is asked to do now, laid side by side by hand.
  it.each([
    ['the same stages', [lab, field, open], {transparency: 'report'}],
    ['less of each', [{...lab, min_days: 20, evaluations: 1, approvals: 0}, field, open], {}],
    ['less deep access and no checks', [{...lab, evaluator_access: 'black_box', checks: false}, field, open], {}],
    ['a stage less, and no sign-off', [lab, {...open, sign_off: false}], {}],
    ['a laxer sign-off', [lab, field, open], {strictness: 0.5}],
  ] as const)('that ask %s leave a cleared release alone', (_, stages, more) => {
    const {releases, ...world} = change(stages, more);
    expect(passedAfter({releases, ...world})).toEqual(every([]));
    for (let r = 0; r < LABS; r++) expect(releases.column.submitted[r]).toBeLessThan(CHANGE);
  });

  it.each([
    ['a longer stage', [lab, {...field, min_days: 11}, open], [1]],
    ['more evaluations', [{...lab, evaluations: 3}, field, open], [0]],
    ['deeper access for evaluators', [{...lab, evaluator_access: 'white_box'}, field, open], [0]],
    ['checks', [lab, {...field, checks: true}, open], [1]],
    ['a new stage', [lab, stage('new', {min_days: 5}), field, open], [1]],
    ['stages of other names', [stage('x', {min_days: 5}), stage('y', {min_days: 5}), open], [0, 1]],
  ] as const)('that ask for %s make it do that alone', (_, stages, passed) => {
    const world = change(stages);
    expect(passedAfter(world)).toEqual(every(passed));
    expect([...world.releases.column.clearance.subarray(0, LABS)]).toEqual(every(CLEARANCE.cleared));
  });

  it.each([
    ['a stricter sign-off', [lab, field, open], {strictness: 2}, 1],
    ['another approval', [{...lab, approvals: 2}, field, open], {}, 2],
    ['an approval before the sign-off', [lab, {...field, approvals: 1}, open], {}, 2],
  ] as const)('that ask for %s take the decision and no new tests', (_, stages, more, decisions) => {
    const world = change(stages, more);
    expect(passedAfter(world)).toEqual(every([]));
    for (let r = 0; r < LABS; r++) {
      expect(world.releases.column.leftGate[r]).toBeCloseTo(CHANGE + decisions * DECISION, 9);
    }
  });

  it('make a release with a critical finding do everything again', () => {
    const world = change([lab, {...field, min_days: 11}, open], {}, {'findings.probability.field': 0.5});
    const {release, arrived, critical} = world.reviews.column;
    let found = 0;
    const {submitted} = world.releases.column;
    passedAfter(world).forEach((passed, r) => {
      if (submitted[r] !== CHANGE) return; // still under the old rules
      const first = Array.from(arrived).findIndex((day, row) => release[row] === r && day >= CHANGE);
      found += critical[first];
      expect(passed.includes(0)).toBe(critical[first] === 1);
    });
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(LABS);
  });
});

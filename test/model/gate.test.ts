import {describe, expect, it, vi} from 'vitest';
import type {Regime, RunInput, StageRule} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {EVERYONE} from '../../src/model/segments.ts';
import {CLEARANCE} from '../../src/model/world.ts';
import {
  ALONE,
  articlePolicy,
  columnsOf,
  developer,
  entry,
  jurisdiction,
  regime,
  scenario,
  stage,
  takeApart,
} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const exact: RunInput['parameters'] = {
  'release.law': 'fixed',
  'testing.days.lab': 0,
  'service.law': 'deterministic',
  'service.mean_days': 10,
  'remediation.law': 'deterministic',
  'remediation.mean_days': 7,
  'findings.law': 'fixed',
  'gate.approval_days': 30,
  'teams.x': 'unlimited',
};

/** One lab that releases every `gap` days into one gate, without chance. */
function clockwork(
  stages: readonly StageRule[],
  gap: number,
  more: RunInput['parameters'] = {},
  rules: Partial<Regime> = {},
) {
  const input = scenario({
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x')]},
    mechanisms: ALONE,
    policy: [entry('rule', ['x'], regime(stages, rules))],
    parameters: {...exact, 'release.rate.x': 365.25 / gap, ...more},
  });
  const model = createModel(input);
  const record = model.run({seed: '1', replicate: 0, series: [], tables: ['evaluations', 'releases', 'clearances']});
  return {
    model,
    passages: columnsOf(record, 'evaluations'),
    releases: columnsOf(record, 'releases'),
    clearances: columnsOf(record, 'clearances'),
  };
}

const publicStage = stage('public');

describe('a stage', () => {
  it('lasts its floor exactly where the review is shorter and nobody waits', () => {
    const {passages} = clockwork([stage('review', {min_days: 90, evaluations: 1}), publicStage], 200);
    const arrived = passages.number('arrived');
    const left = passages.number('left').filter((day) => !Number.isNaN(day));
    expect(left.length).toBeGreaterThan(4);
    left.forEach((day, n) => {
      expect(day - arrived[n]).toBeCloseTo(90, 9);
    });
  });

  it('lasts as long as the review where that is longer than the floor', () => {
    const {passages} = clockwork([stage('review', {min_days: 4, evaluations: 1}), publicStage], 200);
    expect(passages.number('left')[0] - passages.number('arrived')[0]).toBeCloseTo(10, 9);
  });

  it('frees its team when the work ends, not when the floor does', () => {
    // One team, 10 days of work every 20 days, floors of 90 days that overlap: nobody ever waits.
    const {passages} = clockwork([stage('review', {min_days: 90, evaluations: 1}), publicStage], 20, {'teams.x': 1});
    expect(passages.rows).toBeGreaterThan(60);
    expect(passages.number('started')).toEqual(passages.number('arrived'));
  });

  it('adds approvals and a sign-off, each of its own time, before the next one', () => {
    const {releases} = clockwork(
      [stage('review', {min_days: 90, approvals: 2}), stage('public', {sign_off: true})],
      400,
      {'review.strictness': 0},
    );
    expect(releases.number('home_public')[1] - releases.number('tested')[1]).toBeCloseTo(90 + 3 * 30, 9);
  });

  it('is never left where sign-off accepts no harm', () => {
    const {releases} = clockwork([stage('review', {min_days: 30}), stage('public', {sign_off: true})], 100, {
      'review.strictness': 1,
      'gate.accepted_harm': 0,
      'remediation.mean_days': 1,
    });
    // Without defects the expected harm is zero, and zero is accepted.
    expect(releases.number('home_public').filter(Number.isNaN).length).toBeLessThan(3);
    const input = scenario({
      policy: [entry('rule', ['us'], regime([stage('review', {min_days: 30}), stage('public', {sign_off: true})]))],
      parameters: {'gate.accepted_harm': 0},
    });
    const model = createModel(input);
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {submitted, cleared} = model.world.releases.column;
    const us = 0;
    let gated = 0;
    for (let row = 0; row < model.world.releases.rows; row++) {
      if (Number.isNaN(submitted[row * 5 + us])) continue;
      gated++;
      expect(cleared[row * 5 + us]).toBeNaN();
    }
    expect(gated).toBeGreaterThan(50);
  });
});

describe('a critical finding', () => {
  const stages = (back: string): StageRule[] => [
    stage('a', {min_days: 20}),
    stage('b', {min_days: 30, evaluations: 1}),
    stage('c', {min_days: 40, on_critical: back}),
    publicStage,
  ];

  it.each([
    ['first', [0, 1, 2, 0, 1, 2, 0, 1, 2]],
    ['b', [0, 1, 2, 1, 2, 1, 2, 1, 2]],
    ['remedy', [0, 1, 2, 2, 2, 2, 2, 2, 2]],
  ])('sends a release back to the stage named: %s', (back, expected) => {
    const {passages} = clockwork(stages(back), 5000, {'findings.probability.c': 1, 'release.rate.x': 0.9});
    const first = passages.text('release')[0];
    const list = [...passages.number('stage')].filter((_, n) => passages.text('release')[n] === first);
    expect(list.slice(0, 9)).toEqual(expected);
  });

  it('costs the time of remediation before the stage starts again', () => {
    const {passages} = clockwork(stages('remedy'), 400, {'findings.probability.c': 1});
    const first = passages.text('release')[0];
    const at = Array.from({length: passages.rows}, (_, n) => n).filter((n) => passages.text('release')[n] === first);
    expect(passages.number('arrived')[at[3]] - passages.number('left')[at[2]]).toBeCloseTo(7, 9);
  });

  it('makes second reviews shorter by the fraction of rework, floor and work alike', () => {
    const {passages} = clockwork(stages('first'), 400, {'findings.probability.c': 1, 'review.rework_fraction': 0.4});
    const [floor, rework, at, started, ended] = ['floor', 'rework', 'stage', 'started', 'ended'].map(passages.number);
    let seen = 0;
    for (let n = 0; n < passages.rows; n++) {
      const share = rework[n] === 1 ? 0.4 : 1;
      expect(floor[n]).toBeCloseTo([20, 30, 40][at[n]] * share, 9);
      if (Number.isNaN(ended[n])) continue;
      expect(ended[n] - started[n]).toBeCloseTo(10 * share, 9);
      seen += rework[n];
    }
    expect(seen).toBeGreaterThan(3);
  });

  it('is mended in place where nothing falls back', () => {
    const input = scenario({
      world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x')]},
      mechanisms: {...ALONE, rollback: false},
      policy: [entry('rule', ['x'], regime(stages('first')))],
      parameters: {...exact, 'release.rate.x': 2, 'findings.probability.c': 1},
    });
    const model = createModel(input);
    model.run({seed: '1', replicate: 0, series: [], tables: []});
    const {rollbacks, cleared} = model.world.releases.column;
    expect([rollbacks[1], cleared[1] - model.world.releases.column.tested[1]]).toEqual([0, expect.closeTo(90, 9)]);
  });
});

describe('access', () => {
  it('is that of the stage while in a gate, everyone’s when cleared, and nobody’s otherwise', () => {
    const policy = [articlePolicy(364, ['us', 'eu'])];
    const parts = takeApart(scenario({policy, days: 4 * 364}));
    const {world} = parts.run;
    const width = world.jurisdictions.length;
    const seen = new Set<string>();
    parts.play(() => {
      const {clearance, access, evading, stage: at, developer: of} = world.releases.column;
      for (let n = 0; n < world.releases.liveCount; n++) {
        const release = world.releases.live[n];
        const closed = !Number.isNaN(world.developers.column.gone[of[release]]);
        for (let place = release * width; place < (release + 1) * width; place++) {
          const stages = world.regimes[place % width]?.stages ?? [];
          const state = clearance[place];
          const expected = closed
            ? 0
            : state === CLEARANCE.gate
              ? stages[at[place]].mask | evading[place]
              : state === CLEARANCE.cleared || state === CLEARANCE.uncleared
                ? EVERYONE
                : 0;
          if (access[place] !== expected)
            throw new Error(`access ${access[place]} in state ${state}, stage ${at[place]}`);
          seen.add(state === CLEARANCE.gate ? `gate ${at[place]}` : String(state));
        }
      }
    });
    expect(seen).toContain('gate 0');
    expect(seen).toContain('gate 1');
    expect(seen).toContain(String(CLEARANCE.cleared));
  });

  it('of what was public before its gate stays everyone’s until a finding', () => {
    const stages = [stage('a', {min_days: 30}), stage('b', {min_days: 30, access: ['enterprise']}), publicStage];
    const rule = (finding: number) =>
      scenario({
        days: 728,
        world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 3})]},
        mechanisms: {...ALONE, research: false},
        policy: [entry('rule', ['x'], regime(stages, {applies_to: 'stock_and_new'}), {from: 364})],
        parameters: {...exact, 'findings.probability.b': finding},
      });
    const spans = [0, 1].map((finding) => {
      const parts = takeApart(rule(finding));
      const masks = new Set<number>();
      parts.play(() => {
        for (const mask of parts.run.world.releases.column.access.subarray(0, 3)) masks.add(mask);
      });
      return {masks: [...masks].sort((a, b) => a - b), passages: parts.run.world.reviews.rows};
    });
    expect(spans[0]).toEqual({masks: [EVERYONE], passages: 6});
    expect(spans[1].masks).toEqual([1, 2, EVERYONE]);
  });
});

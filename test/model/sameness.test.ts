import {describe, expect, it, vi} from 'vitest';
import {pairedDifference} from '../../src/experiments/paired.ts';
import type {PolicyEntry, RunInput} from '../../src/model/input.ts';
import {outcomes, outcomeSlots} from '../../src/model/observe.ts';
import type {RunRecord} from '../../src/model/record.ts';
import {createModel} from '../../src/model/run.ts';
import {articlePolicy, effectsOf, entry, outcomesOf, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const windows = {before: {from: 0, to: 364}, after: {from: 364, to: 728}};
const base = scenario({days: 728, windows});
const plain = {series: [], tables: []};

const play = (input: RunInput, seed = '1', replicate = 0): RunRecord =>
  createModel(input).run({seed, replicate, ...plain});
const withPolicy = (policy: readonly PolicyEntry[], more: Partial<RunInput> = {}): RunInput => ({
  ...base,
  policy,
  ...more,
});

describe('a run', () => {
  const input = withPolicy([articlePolicy(364)]);

  it('gives the same bits twice in a row, from a fresh model, and between other replicates', () => {
    const model = createModel(input);
    const run = (replicate: number) => model.run({seed: '1', replicate, ...plain});
    const [first, second, other, again] = [run(0), run(0), run(1), run(0)];
    expect(second.digest).toBe(first.digest);
    expect(again.digest).toBe(first.digest);
    expect(second.outcomes).toEqual(first.outcomes);
    expect(play(input).digest).toBe(first.digest);
    expect(play(input, '1', 1).digest).toBe(other.digest);
    expect(other.digest).not.toBe(first.digest);
  });

  it('gives the same bits whatever series, tables and trace are asked for', () => {
    const seen: string[] = [];
    const watched = createModel(input).run({
      seed: '1',
      replicate: 0,
      series: outcomes.map(({id}) => id),
      tables: ['releases', 'clearances', 'evaluations', 'incidents', 'developers', 'shares'],
      trace: ({what}) => seen.push(what),
    });
    expect(watched.digest).toBe(play(input).digest);
    expect(watched.series.every((values) => values.length === 104)).toBe(true);
    expect(new Set(seen).size).toBeGreaterThan(5);
  });

  it('gives the same tables after a run that gave others', () => {
    const short = {...input, days: 182, windows: {all: {from: 0, to: 182}}};
    const wish = {seed: '1', replicate: 0, series: [], tables: ['developers', 'clearances']};
    const model = createModel(short);
    model.run({seed: '1', replicate: 1, series: ['hhi'], tables: ['developers', 'shares']});
    const again = model.run(wish).tables;
    const fresh = createModel(short).run(wish).tables;
    expect(again.map(({id, rows}) => [id, rows])).toEqual(fresh.map(({id, rows}) => [id, rows]));
    expect(again.map(({columns}) => columns.map(({values}) => values.join()))).toEqual(
      fresh.map(({columns}) => columns.map(({values}) => values.join())),
    );
  });

  it('differs with the seed, and takes the text 0 as a seed', () => {
    const digests = ['0', '1', 'one'].map((seed) => play(base, seed).digest);
    expect(new Set(digests).size).toBe(3);
  });

  it('yields one value per slot', () => {
    expect(play(base).outcomes).toHaveLength(outcomeSlots(base).length);
    expect(new Set(outcomeSlots(base).map(({id, window}) => `${window} ${id}`)).size).toBe(outcomeSlots(base).length);
  });
});

describe('a policy without a gate', () => {
  const gate = regime([stage('research', {min_days: 90, evaluations: 5}), stage('public')]);
  const none: readonly (readonly [string, Partial<RunInput>])[] = [
    ['an entry without stages', {policy: [entry('p', ['us'], regime([]))]}],
    ['an entry that says nothing', {policy: [entry('p', ['us', 'eu'], {})]}],
    [
      'a gate that covers no training run',
      {policy: [entry('p', ['us'], {...gate, threshold: {index: 'fixed', flop: 1e40}})]},
    ],
    ['a gate that never begins', {policy: [entry('p', ['us'], gate, {from: 5000})]}],
    ['teams', {parameters: {'teams.us': 50, 'teams.eu': 1}}],
    [
      'service, strictness, approval and findings',
      {
        parameters: {
          'service.mean_days': 120,
          'service.cv2': 1.5,
          'review.strictness': 5,
          'gate.approval_days': 90,
          'review.skill': 2,
          'remediation.mean_days': 100,
        },
      },
    ],
    [
      'the cost of compliance',
      {parameters: {'compliance.fixed': 25, 'compliance.fee': 5, 'compliance.variable': 8, 'compliance.learning': 0.2}},
    ],
    [
      'inspections and sanctions',
      {
        parameters: {
          'inspection.rate.consumer': 6,
          'inspection.sensitivity': 0.6,
          'fine.flat': 35,
          'evasion.noise': 0.2,
        },
      },
    ],
    [
      'switches of the gate',
      {mechanisms: {submission_choice: false, abandonment: false, rollback: false, costs: false}},
    ],
  ];

  it.each(none)('equals the unregulated baseline bit for bit: %s', (_, more) => {
    const effects = effectsOf(base);
    expect(effects(play({...base, ...more}))).toEqual(effects(play(base)));
  });

  it('costs nothing, and no pair of runs differs', () => {
    const long = {...base, days: 1456}; // cohorts are followed for two years
    const [a, b] = [createModel(long), createModel({...long, policy: [entry('p', ['us'], regime([]))]})];
    const get = outcomesOf(base);
    const runs = [0, 1, 2].map((replicate) => ({
      a: a.run({seed: '1', replicate, ...plain}),
      b: b.run({seed: '1', replicate, ...plain}),
    }));
    for (const {b: record} of runs) {
      for (const id of ['compliance_cost', 'compliance_spend', 'delay_cost']) expect(get(record, id, 'after')).toBe(0);
    }
    for (const id of ['time_to_market', 'compliance_cost', 'incidents', 'hhi']) {
      const column = (side: 'a' | 'b') => Float64Array.from(runs, (each) => get(each[side], id, 'after'));
      expect(pairedDifference(column('a'), column('b'))).toMatchObject({
        mean_difference: 0,
        ci90: [0, 0],
        share_tied: 1,
      });
    }
  });
});

describe('a policy to come', () => {
  const stocks = ['hhi', 'cr3', 'leader_share', 'price', 'public_frontier', 'developers_active', 'product_count'];
  const counts = [
    'incidents',
    'reported_incidents',
    'harm',
    'releases',
    'entries',
    'exits',
    'startup_funding',
    'compliance_spend',
  ];
  const rules: readonly (readonly [string, PolicyEntry])[] = [
    ['the article’s', articlePolicy(364)],
    [
      'one for the stock too',
      {
        ...articlePolicy(364, ['us', 'eu', 'china']),
        regime: {...articlePolicy(364).regime, applies_to: 'stock_and_new'},
      },
    ],
    ['one that begins within a step', articlePolicy(367)],
    ['one announced half a year before', {...articlePolicy(364), announced: 182}],
  ];

  it.each(rules)('changes nothing before it is known of: %s', (_, policy) => {
    const known = policy.announced ?? policy.from ?? 0;
    const ended = {...windows, before: {from: 0, to: known}};
    const steps = Math.floor(known / 7);
    const ids = [...stocks, ...counts];
    const wish = {seed: '1', replicate: 0, series: ids, tables: ['incidents']};
    const a = createModel({...base, windows: ended}).run(wish);
    const b = createModel(withPolicy([policy], {windows: ended})).run(wish);
    const get = outcomesOf({...base, windows: ended});
    for (const id of ids) expect([id, get(b, id, 'before')]).toEqual([id, get(a, id, 'before')]);
    ids.forEach((id, n) => {
      expect([id, ...b.series[n].subarray(0, steps)]).toEqual([id, ...a.series[n].subarray(0, steps)]);
    });
    expect(b.digest).not.toBe(a.digest); // it does act later
  });
});

describe('a parameter that is not there', () => {
  it('is refused by name when a model is made', () => {
    expect(() => createModel({...base, parameters: {'demand.quality': 'high'}})).toThrow('parameters.demand.quality');
  });
});

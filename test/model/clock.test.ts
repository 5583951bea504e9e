import {describe, expect, it, vi} from 'vitest';
import type {Regime, RunInput, StageRule} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {ALONE, columnsOf, developer, entry, jurisdiction, regime, scenario, stage} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const reviewed = stage('review', {min_days: 10, evaluations: 2});

/** Developers with defects at one gate with few teams: reviews queue, find things and send releases back. */
function gated(rules: Partial<Regime>, more: RunInput['parameters'] = {}, stages: readonly StageRule[] = [reviewed]) {
  const input = scenario({
    days: 1092,
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 6})]},
    mechanisms: {...ALONE, defects: true},
    policy: [entry('rule', ['x'], regime([...stages, stage('public')], rules))],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': 30,
      'teams.x': 3,
      'defects.mean.deep': 2,
      'defects.beta.deep': 1000,
      'review.team_hours': 24,
      ...more,
    },
  });
  const model = createModel(input);
  const record = model.run({seed: 'clock', replicate: 0, series: [], tables: ['evaluations', 'clearances']});
  const passages = columnsOf(record, 'evaluations');
  const of = (name: string): number[] => [...passages.number(name)];
  return {
    model,
    record,
    of,
    rows: passages.rows,
    cleared: [...columnsOf(record, 'clearances').number('cleared')],
    first: (name: string): number[] => of(name).filter((_, n) => of('passage')[n] === 0),
  };
}

const deemed = (days: number): Partial<Regime> => ({clock_days: days, on_expiry: 'deemed_cleared'});

describe('a statutory clock', () => {
  it('longer than any wait and service changes nothing but the dates that are written down', () => {
    const without = gated({});
    for (const on_expiry of ['none', 'deemed_cleared', 'forced_decision'] as const) {
      const {record, of} = gated({clock_days: 5000, on_expiry});
      expect(record.digest).toBe(without.record.digest);
      expect(of('due').every((day, n) => day === of('arrived')[n] + 5000 && of('clock_start')[n] === of('arrived')[n]));
    }
    expect(without.of('due').every(Number.isNaN)).toBe(true);
  });

  it('that nobody acts on is only written down', () => {
    const {record, of} = gated({clock_days: 1, on_expiry: 'none'});
    expect(record.digest).toBe(gated({}).record.digest);
    expect(of('due').every((day, n) => day === of('arrived')[n] + 1)).toBe(true);
    expect(of('expired').every((is) => is === 0)).toBe(true);
  });

  it('of no days with deemed clearance is a stage without review', () => {
    // Oracle: the same gate that asks for no evaluation, release by release.
    const {cleared, of} = gated(deemed(0));
    const free = gated({}, {}, [stage('review', {min_days: 10})]);
    expect(cleared).toEqual(free.cleared);
    expect(of('left')).toEqual(free.of('left'));
    expect(of('delivered')).toEqual(free.of('delivered'));
    expect(cleared.filter((day) => day > 0).length).toBeGreaterThan(50);
  });

  it('ends a review on its day, in the queue or at work, delivers the share worked, and keeps the floor', () => {
    const clock = 25;
    // Second reviews overtake first ones here; in order of arrival everybody would be taken up before its day.
    const order = {'review.order': 'rework_first', 'review.stage_hours': 0, 'service.mean_days': 30};
    const {of, rows} = gated(deemed(clock), {'teams.x': 1, 'defects.mean.deep': 6, ...order});
    const [arrived, started, ended, left, floor, due, expired, planned, delivered] = [
      'arrived',
      'started',
      'ended',
      'left',
      'floor',
      'due',
      'expired',
      'planned',
      'delivered',
    ].map(of);
    const perDay = (24 * 2) / 1.3; // two evaluations with correlation .3
    let [queued, cut, whole] = [0, 0, 0];
    for (let n = 0; n < rows; n++) {
      if (Number.isNaN(left[n])) continue;
      expect(due[n]).toBe(arrived[n] + clock);
      if (expired[n] === 0) {
        whole++;
        expect(ended[n]).toBeLessThanOrEqual(due[n]);
        expect(delivered[n]).toBeCloseTo(planned[n], 6);
      } else if (Number.isNaN(started[n])) {
        queued++;
        expect(delivered[n]).toBe(0);
      } else {
        cut++;
        expect(ended[n]).toBe(due[n]);
        expect(delivered[n]).toBeCloseTo((due[n] - started[n]) * perDay, 6);
        expect(delivered[n]).toBeLessThan(planned[n]);
      }
      expect(left[n]).toBeCloseTo(Math.max(arrived[n] + floor[n], expired[n] === 1 ? due[n] : ended[n]), 9);
    }
    for (const times of [queued, cut, whole]) expect(times).toBeGreaterThan(2);
  });

  it('frees the team of the review it ends for the next one in line', () => {
    // Oracle: at most two reviews are at work at a time, and with a line none begins later than an end.
    const {of, rows} = gated(deemed(25), {'teams.x': 2});
    const [arrived, started, ended, due] = ['arrived', 'started', 'ended', 'due'].map(of);
    const ends = new Set(ended);
    let waited = 0;
    for (let n = 0; n < rows; n++) {
      if (Number.isNaN(started[n])) continue;
      expect(started[n]).toBeLessThanOrEqual(due[n]);
      const busy = started.filter((day, m) => day <= started[n] && !(ended[m] <= started[n])).length;
      expect(busy).toBeLessThanOrEqual(2);
      if (started[n] === arrived[n]) continue;
      waited++;
      expect(ends.has(started[n])).toBe(true);
    }
    expect(waited).toBeGreaterThan(10);
  });

  const withApprovals = [stage('review', {min_days: 10, evaluations: 2, approvals: 2})];

  it('skips approvals once it has run out, under either rule', () => {
    const {of, cleared} = gated(deemed(0), {'gate.approval_days': 30, 'findings.law': 'fixed'}, withApprovals);
    expect(cleared.filter((day) => !Number.isNaN(day))).toEqual(
      [...gated({}, {'findings.law': 'fixed'}, [stage('review', {min_days: 10})]).cleared].filter(
        (day) => !Number.isNaN(day),
      ),
    );
    expect(of('expired').every((is) => is === 1)).toBe(true);
  });

  it('forces a decision that equals deemed clearance where any harm is accepted, and clears nothing where none is', () => {
    const forced = {clock_days: 5, on_expiry: 'forced_decision'} as const;
    const lenient = {'review.strictness': 0};
    expect(gated(forced, lenient).record.digest).toBe(gated(deemed(5), lenient).record.digest);
    const strict = gated({...forced, strictness: 1e12}, {'service.law': 'deterministic'});
    expect(strict.cleared.filter((day) => day > 0)).toEqual([]);
    // Who is refused works for the time of remediation before asking again.
    const [left, arrived, of] = ['left', 'arrived', 'passage'].map(strict.of);
    const again = arrived.filter((_, n) => of[n] > 0);
    expect(again.length).toBeGreaterThan(20);
    expect(again.every((day) => !left.includes(day))).toBe(true);
  });

  it('lets more defects through the shorter it is', () => {
    const latent = (clock: number): number => {
      const {model} = gated(deemed(clock), {'teams.x': 'unlimited', 'review.stage_hours': 0, 'findings.law': 'fixed'});
      const {found, class: of} = model.world.defects.column;
      const all = Array.from({length: model.world.defects.rows}, (_, row) => row).filter((row) => of[row] === 1);
      return all.filter((row) => Number.isNaN(found[row])).length / all.length;
    };
    const [short, middle, long] = [latent(5), latent(30), latent(1000)];
    expect(short).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(long);
  });
});

describe('the strictness of a regime', () => {
  it('multiplies that of sign-off', () => {
    // Oracle: the product alone counts.
    const stages = [reviewed];
    const run = (general: number, own: number): string => {
      const signed = [...stages, stage('public', {sign_off: true})];
      const input = scenario({
        days: 728,
        world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 4})]},
        mechanisms: {...ALONE, defects: true},
        policy: [entry('rule', ['x'], regime(signed, {strictness: own}))],
        parameters: {'release.law': 'fixed', 'release.rate.x': 20, 'review.strictness': general},
      });
      return createModel(input).run({seed: '1', replicate: 0, series: [], tables: []}).digest;
    };
    expect(run(3, 1)).toBe(run(1.5, 2));
    expect(run(0, 2)).toBe(run(2, 0));
    expect(run(1, 1)).not.toBe(run(1, 2000));
  });
});

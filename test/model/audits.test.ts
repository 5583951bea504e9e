import {describe, expect, it, vi} from 'vitest';
import type {EvaluatorInput, RunInput} from '../../src/model/input.ts';
import {createAuditClients} from '../../src/model/mechanisms/audit-clients.ts';
import {createAuditReports} from '../../src/model/mechanisms/audit-reports.ts';
import {createModel, type Model} from '../../src/model/run.ts';
import {ALONE, developer, entry, jurisdiction, regime, scenario, stage, takeApart} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const THRESHOLD = 1.5;

function evaluator(id: string, more: Partial<EvaluatorInput> = {}): EvaluatorInput {
  return {id, name: id, kind: 'firm', home: 'x', count: 1, teams: 5, skill: 1, integrity: 0, source: 'test', ...more};
}

/** Labs with many small releases, all of which private evaluators review; serious defects are common. */
function audited(parameters: RunInput['parameters'], more: Partial<RunInput> = {}, firms = [evaluator('f')]): RunInput {
  return scenario({
    days: 2 * 364,
    windows: {},
    world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 10})], evaluators: firms},
    mechanisms: {...ALONE, defects: true, costs: true},
    policy: [entry('review', ['x'], regime([stage('review', {evaluations: 2}), stage('public')]))],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': 1000,
      'testing.days.lab': 0,
      'defects.mean.deep': 3,
      'defects.beta.deep': 1000,
      'gate.approval_days': 0,
      'remediation.mean_days': 1,
      'service.mean_days': 1,
      'review.team_hours': 1000,
      'audit.payment': 'developer',
      'audit.entry_speed': 0,
      'audit.noise': 0.3,
      'audit.reference_hazard': 0.05,
      'audit.threshold': THRESHOLD,
      'compliance.fixed': 0,
      'compliance.variable': 0,
      ...parameters,
    },
    ...more,
  });
}

interface Report {
  readonly score: number;
  readonly reported: number;
  readonly critical: number;
  readonly evaluator: number;
  readonly backchecked: number;
}

function reportsOf(model: Model): Report[] {
  const {column, rows} = model.world.reviews;
  return Array.from({length: rows}, (_, n) => n)
    .filter((n) => !Number.isNaN(column.score[n]))
    .map((n) => ({
      score: column.score[n],
      reported: column.reported[n],
      critical: column.critical[n],
      evaluator: column.evaluator[n],
      backchecked: column.backchecked[n],
    }));
}

function played(input: RunInput): Model {
  const model = createModel(input);
  model.run({seed: '1', replicate: 0, series: [], tables: []});
  return model;
}

const reports = (parameters: RunInput['parameters'], firms?: EvaluatorInput[]): Report[] =>
  reportsOf(played(audited(parameters, {}, firms)));

/** Reports within 0.1 below the threshold over those within 0.1 above it. */
function bunching(list: readonly Report[]): number {
  const below = list.filter(({reported: z}) => z >= THRESHOLD - 0.1 && z < THRESHOLD).length;
  return below / list.filter(({reported: z}) => z >= THRESHOLD && z < THRESHOLD + 0.1).length;
}

describe('reports of private evaluators', () => {
  it('bunch just below the threshold where developers pay and choose', () => {
    // Oracle: A firm without conscience that lives on its clients shades all that it can.
    const list = reports({});
    expect(list.length).toBeGreaterThan(1000);
    const inBand = list.filter(({score}) => score > THRESHOLD && score < THRESHOLD + 0.3);
    expect(inBand.length).toBeGreaterThan(50);
    for (const {reported, critical} of inBand) {
      expect(reported).toBeLessThan(THRESHOLD);
      expect(critical).toBe(0);
    }
    const outside = list.filter(({score}) => score <= THRESHOLD || score >= THRESHOLD + 0.3);
    for (const {score, reported, critical} of outside) {
      expect(reported).toBe(score);
      expect(critical).toBe(score >= THRESHOLD ? 1 : 0);
    }
  });

  it.each([
    ['a pool pays', {'audit.payment': 'pool'}],
    ['they are assigned at random', {'audit.assignment': 'random'}],
    ['both', {'audit.payment': 'pool', 'audit.assignment': 'random'}],
    ['every report is checked under a large penalty', {'audit.backcheck_share': 1, 'audit.backcheck_penalty': 1e6}],
  ])('are what was measured where %s', (_, parameters) => {
    const list = reports(parameters);
    expect(list.length).toBeGreaterThan(1000);
    for (const {score, reported} of list) expect(reported).toBe(score);
    expect(bunching(list)).toBeLessThan(2);
  });

  it('are what was measured by institutes, who do not live on fees', () => {
    for (const {score, reported} of reports({}, [evaluator('i', {kind: 'institute'})])) expect(reported).toBe(score);
  });

  it('that a back-check refutes cost the evaluator its penalty, and the measured score counts', () => {
    const model = played(audited({'audit.backcheck_share': 0.4, 'audit.backcheck_penalty': 1e-9}));
    const list = reportsOf(model);
    const caught = list.filter(({score, reported, backchecked}) => score !== reported && backchecked === 1);
    expect(caught.length).toBeGreaterThan(10);
    for (const {critical} of caught) expect(critical).toBe(1);
    for (const each of list.filter(({score, reported, backchecked}) => score !== reported && backchecked === 0))
      expect(each.critical).toBe(0);
    expect(model.world.evaluators.column.penalties[0] / 1e-9).toBeCloseTo(caught.length, 6);
    const checked = list.filter(({backchecked}) => backchecked === 1).length;
    expect(checked / list.length).toBeCloseTo(0.4, 1);
  });

  it('are shaded with the probability that conscience is cheaper than the client', () => {
    // Oracle: closed form. With dependence d, yearly fees r and Y years, penalty P checked with probability s, and a
    // conscience that is exponential with mean m market fees f: P(shade) = 1 - exp(-(d r Y - s P)/(m f)).
    const firms = 4000;
    const input = audited(
      {'audit.integrity': 1.5, 'audit.renewal_years': 2, 'audit.backcheck_share': 0.2, 'audit.backcheck_penalty': 1},
      {mechanisms: {...ALONE, research: false}},
      [evaluator('f', {count: firms, integrity: null})],
    );
    const {run} = takeApart(input);
    const clients = createAuditClients(run);
    const fee = 0.7;
    const teller = createAuditReports(run, clients, () => fee);
    const job = run.world.reviews.add(1, 1);
    let shaded = 0;
    for (let row = 0; row < firms; row++) {
      clients.book(1, row, 3, 0); // another client, forgotten for a year: 3 / e
      clients.book(0, row, 0.4, 0);
      clients.book(0, row, 0.6, 365.25);
      run.world.reviews.column.evaluator[job] = row;
      if (teller.shades(job, 365.25)) shaded++;
    }
    const yearly = 0.4 / Math.E + 0.6;
    const stake = (yearly / (yearly + 3 / Math.E)) * yearly * 2;
    const probability = 1 - Math.exp(-(stake - 0.2) / (1.5 * fee));
    const error = Math.sqrt((probability * (1 - probability)) / firms);
    expect(Math.abs(shaded / firms - probability)).toBeLessThan(3 * error);
    expect(error).toBeLessThan(0.01);
  });
});

describe('clients', () => {
  it('leave an evaluator that reported against them, and keep one that does not', () => {
    const firms = [evaluator('honest', {integrity: 1e9, teams: 50}), evaluator('kind', {integrity: 0, teams: 50})];
    const parameters = {'audit.band': 1e9};
    const list = reports(parameters, firms);
    const late = list.slice(list.length / 2);
    expect(late.filter(({evaluator: row}) => row === 1).length / late.length).toBeGreaterThan(0.95);
    const assigned = reports({...parameters, 'audit.assignment': 'random'}, firms);
    expect(assigned.filter(({evaluator: row}) => row === 1).length / assigned.length).toBeCloseTo(0.5, 1);
  });

  it('never go back at once to the evaluator that reported against them', () => {
    const firms = [evaluator('one', {integrity: 1e9, teams: 50}), evaluator('two', {integrity: 1e9, teams: 50})];
    const {world} = played(audited({'release.rate.x': 200}, {}, firms));
    const {column, rows} = world.reviews;
    const last = new Map<number, number>(); // review that a developer's report before ended
    let dropped = 0;
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(column.reported[row])) continue;
      const developer = world.releases.column.developer[column.release[row]];
      const before = last.get(developer);
      if (before !== undefined && column.left[before] <= column.started[row] && column.critical[before] === 1) {
        dropped++;
        expect(column.evaluator[row]).not.toBe(column.evaluator[before]);
      }
      last.set(developer, row);
    }
    expect(dropped).toBeGreaterThan(50);
  });
});

describe('fees', () => {
  it.each(['developer', 'pool'])('paid by the %s reach evaluators to the last cent', (payment) => {
    const firms = [evaluator('f', {count: 3}), evaluator('i', {kind: 'institute'})];
    const parts = takeApart(
      audited({'audit.payment': payment}, {mechanisms: {...ALONE, defects: true, costs: true}}, firms),
    );
    const {world} = parts.run;
    let paid = 0;
    parts.play(() => {
      const {compliance} = world.developers.column;
      for (let row = 0; row < world.developers.rows; row++) paid += compliance[row];
    });
    const {revenue, reports: finished} = world.evaluators.column;
    const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((a, b) => a + b, 0);
    const booked = sum(world.releases.column.feeCost) + sum(world.releases.column.remediationCost);
    expect(sum(finished)).toBeGreaterThan(1000);
    expect(sum(revenue)).toBeGreaterThan(10);
    expect(booked / paid).toBeCloseTo(1, 12);
    expect(sum(revenue) / sum(world.releases.column.feeCost)).toBeCloseTo(1, 12);
    expect(parts.phases.ledger.regulators / paid).toBeCloseTo(1, 12);
  });
});

describe('the switch', () => {
  it('and public pay leave reviews to the teams of authorities, whatever the rest says', () => {
    const digest = (
      parameters: RunInput['parameters'],
      mechanisms: RunInput['mechanisms'],
      firms: EvaluatorInput[],
    ) => {
      const input = audited({...parameters, 'teams.x': 5}, {windows: {all: {from: 0, to: 728}}}, firms);
      const model = createModel({...input, mechanisms: {...input.mechanisms, ...mechanisms}});
      return model.run({seed: '1', replicate: 0, series: [], tables: []}).digest;
    };
    const usual = digest({'audit.payment': 'public'}, {}, []);
    expect(digest({'audit.payment': 'public', 'audit.threshold': 1, 'audit.fee': 'fixed'}, {}, [evaluator('f')])).toBe(
      usual,
    );
    expect(digest({'audit.payment': 'developer'}, {evaluators: false}, [evaluator('f')])).toBe(usual);
    expect(digest({'audit.payment': 'developer'}, {}, [evaluator('f')])).not.toBe(usual);
  });
});

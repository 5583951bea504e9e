import {describe, expect, it} from 'vitest';
import calibrated from '../../src/experiments/calibration/points.json' with {type: 'json'};
import type {Runner, RunRequest} from '../../src/experiments/runner.ts';
import {samplePoint, triangular, uncertainParameters} from '../../src/experiments/uncertain-parameters.ts';
import {pointsOf, uncertainRunner} from '../../src/experiments/uncertain-runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import {parameters} from '../../src/model/schedule.ts';
import {scenario} from '../model/support.ts';

const sampled = (input: RunInput) => pointsOf(input, 'seed')(3).values;

const FITTED = Object.keys(calibrated.points[0]);

/** What was drawn from the ranges of the table, by name; what calibration has fitted is drawn from its points. */
const fromRanges = (input: RunInput) => Object.entries(sampled(input)).filter(([name]) => !FITTED.includes(name));

describe('the triangular law', () => {
  // Oracle: its mean is (low + mode + high) / 3, and P(x < mode) = (mode - low) / (high - low).
  it('has the mean and the mode of the textbook', () => {
    const law = {low: 2, default: 3, high: 5};
    const values = Array.from({length: 20_000}, (_, i) => triangular(law, (i + 0.5) / 20_000));
    expect(values.reduce((sum, x) => sum + x) / values.length).toBeCloseTo(10 / 3, 3);
    expect(values.filter((x) => x < 3).length / values.length).toBeCloseTo(1 / 3, 3);
  });

  it('makes a half and a double alike where the range spans a factor of three', () => {
    const law = {low: 1, default: 10, high: 100};
    expect(triangular(law, 0.5)).toBeCloseTo(10, 9);
    expect(triangular(law, 0.2) * triangular(law, 0.8)).toBeCloseTo(100, 9);
  });

  it('reaches from low to high and no further', () => {
    const law = {low: 0, default: 0, high: 0.5};
    expect(triangular(law, 0)).toBe(0);
    expect(triangular(law, 1)).toBe(0.5);
  });
});

describe('a point of the uncertainty', () => {
  it('leaves levers of policy, choices and test doubles alone', () => {
    for (const [name] of fromRanges(scenario())) {
      const parameter = parameters[name];
      expect(parameter.type, name).toBe('number');
      expect(parameter.role, name).not.toBe('policy');
      expect(parameter.source.startsWith('test double'), name).toBe(false);
    }
  });

  it('keeps every value inside its range, and what the scenario says as said', () => {
    for (const [name, value] of fromRanges(scenario())) {
      const parameter = parameters[name];
      if (parameter.type !== 'number') throw new Error(name);
      expect(value, name).toBeGreaterThanOrEqual(parameter.low);
      expect(value, name).toBeLessThanOrEqual(parameter.high);
    }
    const said = scenario({parameters: {'service.mean_days': 77}});
    expect(sampled(said)).not.toHaveProperty('service.mean_days');
    expect(pointsOf(said, 'seed')(3).input.parameters['service.mean_days']).toBe(77);
  });

  it('takes what was fitted together from one calibrated point, but for what the scenario says', () => {
    const values = sampled(scenario({parameters: {'imitation.rate': 0.77}}));
    const drawn = Object.entries(values).filter(([name]) => FITTED.includes(name));
    expect(drawn).toHaveLength(FITTED.length - 1);
    const points = calibrated.points as readonly Readonly<Record<string, number>>[];
    expect(points.filter((point) => drawn.every(([name, value]) => point[name] === value))).not.toHaveLength(0);
    expect(values).not.toHaveProperty('imitation.rate');
  });

  it('moves no other draw when a parameter is said', () => {
    const {'service.mean_days': _, ...rest} = sampled(scenario());
    expect(sampled(scenario({parameters: {'service.mean_days': 77}}))).toEqual(rest);
  });

  it('moves the members of a family together, by one ratio', () => {
    const {parameters: drawn} = pointsOf(scenario(), 'seed')(5).input;
    const ratio = Number(drawn['testing.days.lab']) / 60;
    expect(ratio).not.toBe(1);
    expect(Number(drawn['testing.days.startup']) / 30).toBeCloseTo(ratio, 12);
    expect(Number(drawn['testing.days.open']) / 14).toBeCloseTo(ratio, 12);
  });

  it('is another one for another number or seed, and the same again for the same', () => {
    const at = (seed: string, point: number) => pointsOf(scenario(), seed)(point).values['service.mean_days'];
    expect(at('a', 1)).toBe(at('a', 1));
    expect(new Set([at('a', 1), at('a', 2), at('b', 1)]).size).toBe(3);
  });

  it('keeps whole numbers whole and shares within their domain', () => {
    const one = {type: 'number', title: '', group: 'gate', role: 'assumed', source: '', unit: '1'} as const;
    const table = {
      'n.<kind>': {...one, family: 'kind', default: 2, defaults: {a: 6}, low: 1, high: 10, min: 1, max: 7, whole: true},
    } as const;
    const uncertain = uncertainParameters(table, () => ['a', 'b'], {parameters: {}});
    for (let point = 0; point < 50; point++) {
      const {parameters: drawn} = samplePoint(scenario(), uncertain, 'seed', point).input;
      expect(Number.isInteger(drawn['n.a'])).toBe(true);
      expect(Number(drawn['n.a'])).toBeLessThanOrEqual(7);
    }
  });
});

describe('the runner of an uncertain ensemble', () => {
  it('plays each two neighbours at one point, every replicate once', async () => {
    const asked: RunRequest[] = [];
    const inner: Runner = {
      run(request) {
        asked.push(request);
        return Promise.resolve();
      },
      close() {},
    };
    const input = scenario();
    await uncertainRunner(inner).run(
      {input, seed: 's', from: 1, to: 6, series: [], tables: []},
      {onResults: () => undefined},
    );
    const spans = asked.map(({from, to}) => [from, to]).sort(([a], [b]) => a - b);
    expect(spans).toEqual([
      [1, 2],
      [2, 4],
      [4, 6],
    ]);
    const ofSpan = asked.find(({from}) => from === 2)?.input;
    expect(ofSpan).toEqual(pointsOf(input, 's')(1).input);
  });
});

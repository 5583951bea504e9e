import {describe, expect, it, vi} from 'vitest';
import type {EvaluatorAccess, RunInput} from '../../src/model/input.ts';
import {createSignOff} from '../../src/model/mechanisms/sign-off.ts';
import {meanSeverity} from '../../src/model/mechanisms/severity.ts';
import {createModel} from '../../src/model/run.ts';
import {CLASSES, DEFECT_CLASSES} from '../../src/model/world.ts';
import {
  ALONE,
  columnsOf,
  developer,
  entry,
  jurisdiction,
  meanOf,
  regime,
  scenario,
  stage,
  takeApart,
} from './support.ts';

vi.setConfig({testTimeout: 60_000});

const BETA = 1000; // expert-hours
const ALPHA = 0.8;
const HOURS = 40; // expert-hours a day
const none = {'defects.mean.shallow': 0, 'defects.mean.deep': 0, 'defects.mean.trigger': 0, 'defects.mean.drift': 0};

/** Many releases, each in one stage for `tau` expert-hours; nobody uses them, nothing is inherited. */
function bench(
  tau: number,
  parameters: RunInput['parameters'],
  access: EvaluatorAccess = 'black_box',
  perYear = 4000,
): RunInput {
  return scenario({
    days: 1092,
    world: {
      jurisdictions: [jurisdiction('x')],
      developers: [developer('a', 'x', {count: perYear / 60, public_model: false})],
    },
    mechanisms: {...ALONE, defects: true},
    policy: [
      entry('test', ['x'], regime([stage('test', {min_days: tau / HOURS, evaluator_access: access}), stage('public')])),
    ],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': perYear,
      'testing.days.lab': 0,
      'review.stage_hours': HOURS,
      'review.skill': 1,
      'findings.law': 'fixed',
      'defects.alpha': ALPHA,
      'defects.novelty': 0,
      'defects.inheritance': 0,
      'safety.efficiency': 0,
      ...none,
      ...parameters,
    },
  });
}

interface Counts {
  readonly found: number[]; // per release that has left the stage
  readonly all: number[];
}

function count(input: RunInput, name: (typeof DEFECT_CLASSES)[number]): Counts {
  const {world} = playOnce(input);
  const k = DEFECT_CLASSES.indexOf(name);
  const {found, firstDefect, defects} = world.releases.column;
  const result: Counts = {found: [], all: []};
  for (let review = 0; review < world.reviews.rows; review++) {
    if (Number.isNaN(world.reviews.column.left[review])) continue;
    const release = world.reviews.column.release[review];
    let all = 0;
    for (let row = firstDefect[release]; row < firstDefect[release] + defects[release]; row++) {
      if (world.defects.column.class[row] === k) all++;
    }
    result.all.push(all);
    result.found.push(found[release * CLASSES + k]);
  }
  return result;
}

const playOnce = (input: RunInput) => {
  const model = createModel(input);
  model.run({seed: 'defects', replicate: 0, series: [], tables: []});
  return model;
};

const within = (value: number, expected: number, share: number): void => {
  expect(Math.abs(value / expected - 1)).toBeLessThan(share);
};

describe('effort', () => {
  it.each([300, 1000, 3000])('finds a (1 - exp(-b T)) and leaves a exp(-b T) of equal defects, T = %i', (tau) => {
    // Oracle: Goel & Okumoto (1979).
    const {found, all} = count(
      bench(tau, {
        'defects.mean.deep': 10,
        'defects.beta.deep': BETA,
        'defects.rates': 'homogeneous',
        'defects.dispersion': 'unlimited',
      }),
      'deep',
    );
    expect(all.length).toBeGreaterThan(8000);
    const b = ALPHA / BETA;
    within(meanOf(found), 10 * (1 - Math.exp(-b * tau)), 0.02);
    within(meanOf(all) - meanOf(found), 10 * Math.exp(-b * tau), 0.02);
  });

  it.each([200, 1000, 5000])('leaves the share (beta/(beta + tau))^alpha of unequal defects, tau = %i', (tau) => {
    // Oracle: Littlewood (1981).
    const {found, all} = count(bench(tau, {'defects.mean.deep': 10, 'defects.beta.deep': BETA}), 'deep');
    within(1 - meanOf(found) / meanOf(all), (BETA / (BETA + tau)) ** ALPHA, 0.02);
  });

  it.each([
    ['black_box', 0.1, 1],
    ['fine_tuning', 0.4, 2],
    ['white_box', 0.9, 6],
  ] as const)('of %s evaluators finds triggers among those they can see at all', (access, visible, worth) => {
    const tau = 500;
    const parameters = {
      'defects.mean.trigger': 80,
      'defects.beta.trigger': BETA,
      'detection.hidden_black_box': 0.1,
      'detection.hidden_fine_tuning': 0.4,
      'detection.hidden_white_box': 0.9,
      'detection.fine_tuning_multiplier': 2,
      'detection.white_box_multiplier': 6,
      'remediation.trigger_survival': 0,
    };
    const {found, all} = count(bench(tau, parameters, access), 'trigger');
    const detected = 1 - (BETA / (BETA + worth * tau)) ** ALPHA;
    // Deeper access also sees what needs less; each kind with the worth of the access at hand.
    within(meanOf(found) / meanOf(all), visible * detected, 0.03);
  });

  it('finds no drift before use', () => {
    expect(meanOf(count(bench(5000, {'defects.mean.drift': 10}), 'drift').found)).toBe(0);
  });
});

describe('the number of defects', () => {
  it.each([0.5, 2, 10])('has the mean and variance of a negative binomial of dispersion %f', (dispersion) => {
    const {all} = count(bench(1, {'defects.mean.deep': 6, 'defects.dispersion': dispersion}), 'deep');
    const mean = meanOf(all);
    const variance = meanOf(all.map((n) => (n - mean) ** 2));
    within(mean, 6, (4 * Math.sqrt((6 + 36 / dispersion) / all.length)) / 6);
    within(variance, 6 + 36 / dispersion, 0.1);
  });

  it('falls with safety spending as exp(-kappa x spend)', () => {
    const {all} = count(bench(1, {'defects.mean.deep': 6, 'safety.efficiency': 25, 'safety.spend.lab': 0.04}), 'deep');
    within(meanOf(all), 6 * Math.exp(-1), 0.03);
  });
});

describe('sign-off', () => {
  const parameters = {'defects.mean.deep': 3, 'defects.dispersion': 2, 'defects.beta.deep': BETA};

  it('expects as many defects left after m findings as there are', () => {
    // Oracle: brute force over releases with m findings, against (1 - d)(k + m)/(k/a + d).
    const {found, all} = count(bench(1000, parameters, 'black_box', 24_000), 'deep');
    const d = 1 - 0.5 ** ALPHA;
    for (let m = 0; m <= 3; m++) {
      const left = all.filter((_, n) => found[n] === m).map((total) => total - m);
      expect(left.length).toBeGreaterThan(4000);
      within(meanOf(left), ((1 - d) * (2 + m)) / (2 / 3 + d), 0.03);
    }
  });

  it('expects the harm that the defects left would do in the reference deployment', () => {
    const parts = takeApart(bench(1000, parameters, 'black_box', 24_000), 'harm');
    parts.play();
    const {releases, defects, reviews} = parts.run.world;
    const signOff = createSignOff(parts.run);
    const scale = parts.run.member('incidents.scale', 'deep') * 10 * 52.1786 * meanSeverity(parts.run);
    const believed: number[] = [];
    const actual: number[] = [];
    for (let review = 0; review < reviews.rows; review++) {
      if (Number.isNaN(reviews.column.left[review])) continue;
      const release = reviews.column.release[review];
      const first = releases.column.firstDefect[release];
      let rates = 0;
      for (let row = first; row < first + releases.column.defects[release]; row++) {
        if (Number.isNaN(defects.column.found[row])) rates += defects.column.rate[row];
      }
      const m = releases.column.found[release * CLASSES + 1];
      believed[m] = signOff.expectedHarm(release);
      if (m <= 2) actual.push(scale * rates - believed[m]);
    }
    expect(Math.abs(meanOf(actual)) / believed[1]).toBeLessThan(0.03);
    expect(believed[0]).toBeLessThan(believed[1]);
    expect(believed[1]).toBeLessThan(believed[2]);
  });

  it.each([0.9, 1, 1.3, 2])('knows the mean severity of the law cut off at its cap, tail %f', (alpha) => {
    // Oracle: the integral of x f(x) on a logarithmic grid.
    const {run} = takeApart(
      scenario({parameters: {'severity.alpha': alpha, 'severity.minimum': 0.1, 'severity.cap': 1e5}}),
    );
    const steps = 200_000;
    const width = Math.log(1e6) / steps;
    let mean = 0;
    for (let n = 0; n < steps; n++) {
      const x = 0.1 * Math.exp((n + 0.5) * width);
      mean += ((alpha * (0.1 / x) ** alpha) / (1 - 1e-6 ** alpha)) * x * width;
    }
    within(meanSeverity(run), mean, 1e-6);
  });
});

describe('a longer research stage with black-box access', () => {
  it('cuts incidents from deep defects, but those from triggers by less than a tenth', () => {
    // Oracle: what cannot be seen is not found, however long one looks (Hubinger et al. 2024).
    const input = (days: number): RunInput =>
      scenario({
        days: 1820,
        world: {jurisdictions: [jurisdiction('x')], developers: [developer('a', 'x', {count: 30, installed: 1})]},
        mechanisms: {...ALONE, demand: true, defects: true},
        policy: [entry('rule', ['x'], regime([stage('research', {min_days: days, evaluations: 1}), stage('public')]))],
        parameters: {
          'release.law': 'poisson',
          'release.rate.x': 60,
          'testing.days.lab': 0,
          'teams.x': 'unlimited',
          'defects.mean.trigger': 2,
          'defects.mean.deep': 2,
          'incidents.scale.trigger': 3000,
          'incidents.scale.deep': 3000,
          'incidents.reporting': 0,
          'safety.efficiency': 0, // what developers spend on safety may answer to the review
        },
      });
    const perUse = (days: number): {deep: number; trigger: number; incidents: number} => {
      const model = createModel(input(days));
      let [deep, trigger, use] = [0, 0, 0];
      for (let replicate = 0; replicate < 2; replicate++) {
        const incidents = columnsOf(
          model.run({seed: 'long', replicate, series: [], tables: ['incidents']}),
          'incidents',
        );
        const {column, rows} = model.world.releases;
        // The models of day 0 never saw the gate.
        for (let release = 30; release < rows; release++) use += column.totalExposure[release];
        const later = incidents.text('release').map((name) => !name.endsWith('/1'));
        incidents.text('class').forEach((name, n) => {
          if (!later[n]) return;
          if (name === 'deep') deep++;
          if (name === 'trigger') trigger++;
        });
      }
      return {deep: deep / use, trigger: trigger / use, incidents: trigger};
    };
    const [short, long] = [perUse(90), perUse(360)];
    expect(short.incidents).toBeGreaterThan(1500);
    expect(long.deep / short.deep).toBeLessThan(0.5);
    expect(long.trigger / short.trigger).toBeGreaterThan(0.9);
    expect(long.trigger / short.trigger).toBeLessThan(1.05);
  });
});

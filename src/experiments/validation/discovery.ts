import type {RunInput} from '../../model/input.ts';
import {createModel} from '../../model/run.ts';
import {CLASSES, DEFECT_CLASSES, type DefectClass} from '../../model/world.ts';
import {exp} from '../../numeric/exp.ts';
import {pow} from '../../numeric/pow.ts';
import type {Fact, Measured} from './fact.ts';
import {meanOver} from './measure.ts';
import {ALONE, gate, lab, stage, textbook} from './worlds.ts';

const BETA = 1000; // expert-hours
const ALPHA = 0.8;
const HOURS = 40; // expert-hours a day
const MEAN = 10; // defects a release

/** Many releases with defects of one class, each in one stage for `tau` expert-hours; nobody uses them. */
function bench(tau: number, name: DefectClass, parameters: RunInput['parameters']): RunInput {
  const none = Object.fromEntries(DEFECT_CLASSES.map((each) => [`defects.mean.${each}`, each === name ? MEAN : 0]));
  return textbook(1092, [lab('a', 'x', {count: 20, public_model: false})], {
    mechanisms: {...ALONE, defects: true},
    policy: [gate('x', [stage('test', {min_days: tau / HOURS}), stage('public')])],
    parameters: {
      'release.law': 'poisson',
      'release.rate.x': 1200,
      'testing.days.lab': 0,
      'review.stage_hours': HOURS,
      'review.skill': 1,
      'findings.law': 'fixed',
      'defects.alpha': ALPHA,
      [`defects.beta.${name}`]: BETA,
      'defects.novelty': 0,
      'defects.inheritance': 0,
      'safety.efficiency': 0,
      'remediation.trigger_survival': 0,
      ...none,
      ...parameters,
    },
  });
}

/** Mean found and mean left of releases that have passed the stage, a value per run. */
function observe(input: RunInput, name: DefectClass, runs: number): {found: Float64Array; left: Float64Array} {
  const model = createModel(input);
  const k = DEFECT_CLASSES.indexOf(name);
  const found = new Float64Array(runs);
  const left = new Float64Array(runs);
  for (let replicate = 0; replicate < runs; replicate++) {
    model.run({seed: 'discovery', replicate, series: [], tables: []});
    const {reviews, releases} = model.world;
    let n = 0;
    for (let row = 0; row < reviews.rows; row++) {
      if (Number.isNaN(reviews.column.left[row])) continue;
      const release = reviews.column.release[row];
      const hits = releases.column.found[release * CLASSES + k];
      n++;
      found[replicate] += hits;
      left[replicate] += releases.column.defects[release] - hits;
    }
    found[replicate] /= n;
    left[replicate] /= n;
  }
  return {found, left};
}

const near = (what: string, value: number, tolerance: number) => ({
  what,
  unit: 'defects per release',
  low: value * (1 - tolerance),
  high: value * (1 + tolerance),
});

/** Fact 5: effort finds defects as the laws of reliability growth say, and misses triggers. */
export const discovery: Fact = {
  id: 'discovery',
  kind: 'limit',
  plays: 0,
  title: 'Effort finds defects as the laws of reliability growth say',
  target:
    'equal rates: a (1 - exp(-b T)) found, a exp(-b T) left (2 %); unequal: share (beta/(beta + tau))^alpha left (2 %); a first stage of 360 instead of 90 days leaves fewer ordinary defects, of triggers at most a tenth fewer',
  source: 'Goel & Okumoto (1979); Littlewood (1981); Hubinger et al. (2024)',
  async measure({runs}) {
    await Promise.resolve();
    const some = Math.max(Math.ceil(runs / 8), 10); // thousands of releases a run
    const equal = {'defects.rates': 'homogeneous', 'defects.dispersion': 'unlimited'} as const;
    const numbers = [300, 3000].flatMap((tau): Measured[] => {
      const b = ALPHA / BETA;
      const alike = observe(bench(tau, 'deep', equal), 'deep', some);
      const unlike = observe(bench(tau, 'deep', {}), 'deep', some);
      const effort = `after ${String(tau)} expert-hours`;
      return [
        meanOver(near(`found of equal defects ${effort}`, MEAN * (1 - exp(-b * tau)), 0.02), alike.found),
        meanOver(near(`left of equal defects ${effort}`, MEAN * exp(-b * tau), 0.02), alike.left),
        meanOver(near(`left of unequal defects ${effort}`, MEAN * pow(BETA / (BETA + tau), ALPHA), 0.02), unlike.left),
      ];
    });
    const cut = (name: DefectClass): Float64Array => {
      const short = observe(bench(90 * HOURS, name, {}), name, some).left;
      const long = observe(bench(360 * HOURS, name, {}), name, some).left;
      return short.map((left, run) => 1 - long[run] / left);
    };
    const share = 'fewer left after 360 days than after 90, black box';
    return [
      ...numbers,
      meanOver({what: `deep defects: ${share}`, unit: 'share', low: 0.3, high: 1}, cut('deep')),
      meanOver({what: `trigger defects: ${share}`, unit: 'share', low: -0.02, high: 0.1}, cut('trigger')),
    ];
  },
};

import {calibrate, type CalibrationDesign, freshSeed} from '../../experiments/calibration/calibrate.ts';
import {valuesAt} from '../../experiments/calibration/fitted.ts';
import {defineCommand} from '../command.ts';
import {runOptions} from '../common-options.ts';
import {EXIT} from '../exit.ts';
import {loadScenario} from '../load-scenario.ts';
import {wholeNumber} from '../options.ts';
import {withRunner} from '../session.ts';
import {calibrationReport} from '../text/calibration-text.ts';
import {jsonText} from '../text/json.ts';

const SEED = 'calibration';
const RUNS = 2; // at a point: the distance may be noisy, the threshold is not
const CHECK_RUNS = 8;

const {workers, store, fresh} = runOptions;
const options = {
  particles: {type: 'string', value: 'N', help: 'points kept in every generation (default 100)'},
  generations: {type: 'string', value: 'N', help: 'generations at most (default 5)'},
  report: {type: 'string', value: 'FILE', help: 'write the report to this Markdown file too'},
  points: {type: 'string', value: 'FILE', help: 'write the points that survive to this JSON file'},
  workers,
  store,
  fresh,
} as const;

/** `sluice calibrate`: fits the calibrated parameters to what was seen, and tells how well that went. */
export const command = defineCommand({
  details: [
    'Approximate Bayesian computation by population Monte Carlo: points are drawn from the ranges, simulated, and kept where ' +
      'they come near levels of 2023 and 2024 and growth over 2023-25; the next generation is drawn around them. Levels of ' +
      '2025 are kept for checking. No target is about policy.',
  ],
  args: [],
  options,
  async run(_words, values, effects) {
    const particles = wholeNumber('particles', values.particles, 8) ?? 100;
    const generations = wholeNumber('generations', values.generations, 1) ?? 5;
    const size = {particles, generations, first: 4 * particles, batch: particles, tries: 6 * particles};
    const {scenario} = await loadScenario('no-staging', [], effects);
    const design: CalibrationDesign = {
      input: scenario.input,
      seed: SEED,
      size,
      runs: RUNS,
      points: particles,
      checkRuns: CHECK_RUNS,
    };
    const session = {
      workers: wholeNumber('workers', values.workers, 1) ?? effects.processors,
      runs: RUNS * (size.first + (generations - 1) * size.tries) + CHECK_RUNS * (particles + 10),
      store: values.store,
      fresh: values.fresh === true,
    };
    const found = await withRunner(session, effects, ({runner, signal, onProgress}) =>
      calibrate(design, runner, {
        signal,
        onRun(done) {
          onProgress({done});
        },
      }),
    );
    const report = calibrationReport(found, design);
    if (values.report !== undefined) await effects.writeText(values.report, report);
    if (values.points !== undefined) {
      const {engineVersion: engine, sample, distances} = found;
      const again = {seed: freshSeed(SEED), runs: CHECK_RUNS, distances};
      await effects.writeText(values.points, jsonText({engine, again, points: sample.map(valuesAt)}));
    }
    await effects.out(report);
    return EXIT.ok;
  },
});

import type {Calibration, CalibrationDesign, FittedTarget} from '../../experiments/calibration/calibrate.ts';
import {fitted, valueAt} from '../../experiments/calibration/fitted.ts';
import {quantiles} from '../../numeric/quantile.ts';
import {markdownTable} from '../docs/markdown.ts';
import {readable} from './number.ts';

const right = true;

/** The report of a calibration as a Markdown document. */
export function calibrationReport(found: Calibration, design: CalibrationDesign): string {
  const {generations, sample} = found;
  const command = `sluice calibrate --particles ${String(design.size.particles)} --generations ${String(design.size.generations)}`;
  const used = (use: FittedTarget['use']) => found.targets.filter((target) => target.use === use);
  const rms = (some: readonly FittedTarget[]): string =>
    readable(Math.sqrt(some.reduce((sum, {misfit}) => sum + misfit * misfit, 0) / some.length));
  return [
    '# Calibration\n',
    `The parameters called calibrated are fitted, without any policy, to levels of 2023 and 2024 and to growth, gaps and switching over 2023-25; levels of 2025, and open releases of 2024, are kept for checking. So the check is not of years that the fit has never seen. No target is about what a policy does. Made by \`${command}\` (engine ${found.engineVersion}, seed ${design.seed}); anyone can run it again with that engine.\n`,
    `Method: approximate Bayesian computation by population Monte Carlo (Beaumont, Cornuet, Marin & Robert 2009). ${String(design.size.first)} points are drawn evenly from the ranges below, each is simulated ${String(design.runs)} times, and the nearest ${String(design.size.particles)} are kept; the next generation is drawn around them and kept below the median of their distances, weighted by prior over proposal. The distance is the root mean square of the misfits of the training targets, each in units of its tolerance, which is half the band that its sources leave. The points that survive are simulated anew on fresh seeds (${String(design.checkRuns)} runs each), and the tables below show those runs. They are committed, and \`--uncertainty\` draws the fitted parameters from them together.\n`,
    'What a reader should know: the share of the leader of 2023 in 2024 lies between two surveys (50 % in 2023, 25 to 27 % in 2025) and is interpolated; that of the three largest is the middle of a band of 75 to 93 %; shares are measured on spend of enterprises in the United States, where the surveys asked. Some ranges were set anew, most of them narrower, after a first calibration had shown where nothing fits. The defaults are no point of this sample: they were set by hand near it, with all years in view.\n',
    '## Generations\n',
    markdownTable(
      [
        {title: 'Generation', right},
        {title: 'Points tried', right},
        {title: 'Kept', right},
        {title: 'Largest distance kept', right},
        {title: 'Median distance', right},
      ],
      generations.map(({particles, threshold, tried}, n) => {
        const [median] = quantiles(
          Float64Array.from(particles, ({distance}) => distance),
          [0.5],
        );
        return [String(n + 1), String(tried), String(particles.length), readable(threshold), readable(median)];
      }),
    ),
    '## Targets for training\n',
    `Root mean square misfit of the means: ${rms(used('train'))} tolerances.\n`,
    targetTable(used('train')),
    '## Targets for checking\n',
    `These numbers were not fitted to, though growth over the same years was. Root mean square misfit of the means: ${rms(used('check'))} tolerances.\n`,
    targetTable(used('check')),
    '## Region that survives\n',
    'Prior range, middle nine tenths of the points that survive, and the nearest point on fresh seeds. A parameter whose region is as wide as its range is not identified by these targets.\n',
    markdownTable(
      [
        {title: 'Parameter'},
        {title: 'Unit'},
        {title: 'Range', right},
        {title: 'Surviving 5 to 95 %', right},
        {title: 'Median', right},
        {title: 'Nearest', right},
      ],
      fitted.map((parameter, d) => {
        const column = Float64Array.from(sample, (at) => valueAt(parameter, at[d]));
        const [low, median, high] = quantiles(column, [0.05, 0.5, 0.95]);
        const {name, unit} = parameter;
        return [
          ...[`\`${name}\``, unit, `${readable(parameter.low)} to ${readable(parameter.high)}`],
          ...[`${readable(low)} to ${readable(high)}`, readable(median), readable(column[0])],
        ];
      }),
    ),
  ].join('\n');
}

function targetTable(some: readonly FittedTarget[]): string {
  return markdownTable(
    [
      {title: 'Target'},
      {title: 'Seen', right},
      {title: 'Tolerance', right},
      {title: 'At the defaults', right},
      {title: 'Fitted, mean', right},
      {title: '5 to 95 % of points', right},
      {title: 'Misfit', right},
      {title: 'Unit'},
      {title: 'Source'},
    ],
    some.map(({what, seen, tolerance, before, value, low, high, misfit, unit, source}) => [
      ...[what, readable(seen), readable(tolerance), readable(before), readable(value)],
      ...[`${readable(low)} to ${readable(high)}`, readable(misfit), unit, source],
    ]),
  );
}

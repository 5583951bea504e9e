// Plays the full sizes that no test has time for, and writes what it found to docs/soak.md.
// SOAK_RUNS (default 400) and SOAK_WORLDS (default 1000) set the sizes; the report says which were used.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ROOT, setUp} from './setup.mjs';

const RUNS = Number(process.env['SOAK_RUNS'] ?? 400);
const WORLDS = Number(process.env['SOAK_WORLDS'] ?? 1000);
const HEADLINES = ['time_to_market', 'compliance_cost', 'incidents', 'hhi'];
const WINDOW = 'after';

/** @typedef {{id: string, window: string, unit: string, mean: number, se: number}} Outcome */
/** @typedef {{id: string, window: string, variance_ratio: number | null, mean_difference: number}} Pair */

setUp();
const folder = mkdtempSync(join(tmpdir(), 'sluice-soak-'));

/**
 * Runs the command line and returns the JSON document that it prints.
 *
 * @param {string[]} words
 */
function sluice(words) {
  const path = join(folder, 'out.json');
  process.stderr.write(`sluice ${words.join(' ')}\n`);
  const {status, stdout} = spawnSync(process.execPath, [join(ROOT, 'scripts/sluice.mjs'), ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`sluice ${words.join(' ')}: expected exit code 0, got ${String(status)}`);
  writeFileSync(path, stdout);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Means of the headline outcomes with steps of 7, 3.5 and 1 days, and how far they lie from those of weeks. */
function steps() {
  const [week, ...finer] = [7, 3.5, 1].map((days) => {
    const words = ['run', 'article-90', '--runs', String(RUNS), '--set', `step_days=${String(days)}`, '--json'];
    const {outcomes} = /** @type {{outcomes: Outcome[]}} */ (sluice(words));
    return {days, outcomes: outcomes.filter(({id, window}) => window === WINDOW && HEADLINES.includes(id))};
  });
  return finer.flatMap(({days, outcomes}) =>
    outcomes.map((outcome, i) => {
      const base = week.outcomes[i];
      const share = outcome.mean / base.mean - 1;
      const errors = Math.abs(outcome.mean - base.mean) / Math.hypot(outcome.se, base.se);
      return {
        days,
        id: outcome.id,
        week: base.mean,
        mean: outcome.mean,
        share,
        errors,
        ok: Math.abs(share) < 0.03 || errors < 2,
      };
    }),
  );
}

/**
 * What pairing saves: the variance of differences over the sum of both sides' variances.
 *
 * @param {string} a
 * @param {string} b
 */
function pairing(a, b) {
  const {outcomes} = /** @type {{outcomes: Pair[]}} */ (sluice(['compare', a, b, '--runs', String(RUNS), '--json']));
  return outcomes.filter(({id, window}) => window === WINDOW && !id.includes('.'));
}

/** Whether random worlds keep the invariances. */
function worlds() {
  const {status} = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'node', 'test/model/invariance'],
    {cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: {...process.env, SOAK_WORLDS: String(WORLDS)}},
  );
  return status === 0;
}

const digits = (/** @type {number | null} */ value) =>
  value === null || !Number.isFinite(value) ? '–' : value.toPrecision(3).replace(/e[+]?/, 'e');
const row = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |\n`;

const kept = worlds();
const byStep = steps();
const pairs = pairing('no-staging', 'article-90');
const ratios = (/** @type {string} */ b) =>
  new Map(pairing('article-90', b).map((pair) => [pair.id, pair.variance_ratio]));
const teams = ratios('article-90-double-teams');
const strict = ratios('strict-180');
const small = (/** @type {number | null | undefined} */ ratio) => typeof ratio === 'number' && ratio < 0.5;
const headline = pairs.filter(({id}) => HEADLINES.includes(id));

const report = `# Full sizes

What \`npm run soak\` found: the sizes that \`npm test\` has no time for.

## Random worlds

The invariances of test/model/invariance (unit of money, order of developers, conservation, shares, stages, copies) over ${String(WORLDS)} random small worlds: ${kept ? 'all kept' : 'NOT all kept'}.

## Length of the step

Means over ${String(RUNS)} runs of \`article-90\`, window \`${WINDOW}\`, with steps shorter than a week. Wanted: within 3 % of those of weeks, or within 2 standard errors.

${row(['Step, days', 'Outcome', 'Mean, weeks', 'Mean', 'Difference', 'Standard errors', 'Kept'])}${row(Array(7).fill('---'))}${byStep
  .map(({days, id, week, mean, share, errors, ok}) =>
    row([
      String(days),
      `\`${id}\``,
      digits(week),
      digits(mean),
      `${(100 * share).toFixed(1)} %`,
      errors.toFixed(1),
      ok ? 'yes' : 'no',
    ]),
  )
  .join('')}
## What pairing saves

Variance of the paired difference over the sum of the variances of both sides, ${String(RUNS)} pairs, window \`${WINDOW}\`: 1 = nothing saved, 0 = all noise cancelled. Wanted below .5 for the four headline outcomes; met by ${String(headline.filter(({variance_ratio: ratio}) => small(ratio)).length)} of ${String(headline.length)} against no policy, by ${String(headline.filter(({id}) => small(teams.get(id))).length)} between gates that differ in their teams, and by ${String(headline.filter(({id}) => small(strict.get(id))).length)} between gates that differ in their floors and tests.

Where \`no-staging\` does not vary, nothing can cancel and the ratio is 1 whatever the pairing: without the gate, compliance costs nothing in any run and time to market is little more than the tests before release. It is the gate, which one side lacks, that breaks the pairing. The other columns therefore compare \`article-90\` with \`article-90-double-teams\`, a small change, and with \`strict-180\`, a large one: there both sides have a gate.

${row(['Outcome', 'Variance ratio, gate against none', 'Mean difference', 'Ratio, twice the teams', 'Ratio, strict gate'])}${row(Array(5).fill('---'))}${pairs
  .map(({id, variance_ratio: ratio, mean_difference: difference}) =>
    row([
      `\`${id}\``,
      digits(ratio),
      digits(difference),
      digits(teams.get(id) ?? null),
      digits(strict.get(id) ?? null),
    ]),
  )
  .join('')}`;
writeFileSync(join(ROOT, 'docs/soak.md'), report);
spawnSync(process.execPath, [join(ROOT, 'node_modules/prettier/bin/prettier.cjs'), '--write', 'docs/soak.md'], {
  cwd: ROOT,
});
rmSync(folder, {recursive: true, force: true});
process.stdout.write(report);
if (!kept) process.exitCode = 1;

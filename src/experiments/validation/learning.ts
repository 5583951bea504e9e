import type {RunInput} from '../../model/input.ts';
import {createModel, type Model} from '../../model/run.ts';
import {createSettings} from '../../model/settings.ts';
import {CLEARANCE} from '../../model/world.ts';
import type {Laboratory, Measured} from './fact.ts';
import {meanOver} from './measure.ts';
import {ALONE, gate, lab, stage, textbook} from './worlds.ts';

const YEAR = 365.25;
const RUNS = 24; // at most: the bands are wide
const QUEUES = 8; // for each of them: a run has some ten firsts of a kind
const review = [stage('review', {evaluations: 1}), stage('market')];

/** Developers under a regime alone, each with one release a year on average: the rhythm of an annual attestation. */
function attested(): RunInput {
  const count = 20;
  return textbook(6 * YEAR, [lab('maker', 'x', {count})], {
    mechanisms: {...ALONE, costs: true},
    policy: [gate('x', review)],
    parameters: {'release.law': 'poisson', 'release.rate.x': count, 'findings.law': 'fixed'},
  });
}

/** Compliance of the third year under the regime over that of the first, each developer's years counted from its own start. */
function unitCost(model: Model, days: number, replicate: number, seed: string): number {
  const {tables} = model.run({seed, replicate, series: [], tables: ['developers']});
  const column = (name: string) => tables[0].columns.find((each) => each.name === name)?.values ?? [];
  const [week, names, paid] = [column('week'), column('developer'), column('compliance')];
  const began = new Map<string, number>();
  let [first, third] = [0, 0];
  const last = days - 3 * YEAR; // whoever begins later is not seen for three years
  for (let row = 0; row < tables[0].rows; row++) {
    const [name, day, amount] = [String(names[row]), Number(week[row]) * 7, Number(paid[row])];
    if (!began.has(name)) {
      if (amount === 0) continue;
      began.set(name, day);
    }
    const since = day - (began.get(name) ?? NaN);
    if (day - since > last) continue;
    if (since < YEAR) first += amount;
    else if (since >= 2 * YEAR && since < 3 * YEAR) third += amount;
  }
  return third / first;
}

/** Developers whose releases grow, before the teams of one authority. */
const pioneers = (): RunInput =>
  textbook(8 * YEAR, [lab('maker', 'x', {count: 9})], {
    policy: [gate('x', review)],
    parameters: {'teams.x': 8, 'findings.law': 'fixed', 'gate.approval_days': 0},
  });
/** Days from submission to clearance of submissions that were first of their kind over those of followers. */
function pioneersOverFollowers(model: Model, width: number, replicate: number, seed: string): number {
  model.run({seed, replicate, series: [], tables: []});
  const {capability, submitted, leftGate, clearance} = model.world.releases.column;
  const rows = Array.from({length: model.world.releases.rows}, (_, row) => row).filter((row) => submitted[row] >= 0);
  rows.sort((a, b) => submitted[a] - submitted[b] || a - b);
  const days = [0, 0]; // of firsts, of followers
  const count = [0, 0];
  let top = -Infinity;
  for (const row of rows) {
    const band = Math.floor(capability[row] / width);
    const kind = band > top ? 0 : 1;
    top = Math.max(top, band);
    if (clearance[row] !== CLEARANCE.cleared) continue;
    days[kind] += leftGate[row] - submitted[row];
    count[kind]++;
  }
  return days[0] / count[0] / (days[1] / count[1]);
}

/** Fact 11, its last two numbers: a regime gets cheaper with the years under it, and pioneers wait longer. */
export function measureLearning({runs, seed}: Pick<Laboratory, 'runs' | 'seed'>): readonly Measured[] {
  const count = Math.min(runs, RUNS);
  const [annual, growing] = [attested(), pioneers()];
  const width = createSettings(growing).number('review.kind_width');
  const [costs, queue] = [createModel(annual), createModel(growing)];
  const over = (size: number, value: (replicate: number) => number) =>
    Float64Array.from({length: size}, (_, n) => value(n));
  return [
    meanOver(
      {what: 'cost of a regime to a developer, third year less first', unit: 'share', low: -0.45, high: -0.25},
      over(count, (replicate) => unitCost(costs, annual.days, replicate, seed) - 1),
    ),
    meanOver(
      {what: 'time to clearance of a first of its kind less that of followers', unit: 'share', low: 0.2, high: 0.5},
      over(count * QUEUES, (replicate) => pioneersOverFollowers(queue, width, replicate, seed) - 1),
    ),
  ];
}

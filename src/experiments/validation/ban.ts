import type {RunInput} from '../../model/input.ts';
import {createModel, type Model} from '../../model/run.ts';
import {SEGMENT_PROFILES, type Segment} from '../../model/segments.ts';
import {NEST} from '../../model/world.ts';
import type {Fact} from './fact.ts';
import {between, meanOver} from './measure.ts';

const RUNS = 40; // at most: the bands are wide
const PLACE = 'us';

/** Spend-weighted share of customers of a place who use open weights, above ground or underground, by week. */
function useOf(model: Model, seed: string, replicate: number, weeks: number): Float64Array {
  const {tables} = model.run({seed, replicate, series: [], tables: ['shares']});
  const column = (name: string) => tables[0].columns.find((each) => each.name === name)?.values ?? [];
  const [week, developer, place, segment, share] = ['week', 'developer', 'jurisdiction', 'segment', 'share'].map(
    column,
  );
  const {developerIds, developers} = model.world;
  const isClosed = new Set(developerIds.filter((_, row) => developers.column.nest[row] === NEST.closed));
  const use = new Float64Array(weeks);
  for (let row = 0; row < tables[0].rows; row++) {
    if (place[row] !== PLACE || isClosed.has(String(developer[row]))) continue;
    use[Number(week[row])] += Number(share[row]) * SEGMENT_PROFILES[segment[row] as Segment].spend;
  }
  return use;
}

/** Fact 13, second part: what a ban drives out comes back, software within weeks. */
export const ban: Fact = {
  id: 'ban',
  kind: 'pattern',
  plays: 0,
  title: 'What a ban drives out comes back in part, software within weeks',
  target:
    'use of banned open weights falls to 20 to 45 % at once, is higher again within two months, and stands at 45 to 75 % after three years',
  source: 'Miron & Zwiebel (1991) on prohibition; Kreitmeir & Raschky (2023) on the ban of a service in Italy in 2023',
  limitation:
    'Frictions, penalties and lags of the underground are assumed; nobody has measured a ban of open weights that others go on publishing.',
  async measure({preset, runs, seed}) {
    await Promise.resolve();
    const base: RunInput = {...preset('ban-open-weights'), days: 1995 - (1995 % 7)};
    const begins = between(base, '2025-01-06', '2025-01-13').from / 7;
    const weeks = base.days / 7;
    const [free, banned] = [createModel({...base, policy: []}), createModel(base)];
    const count = Math.min(runs, RUNS);
    const kept = Array.from({length: count}, (_, replicate) => {
      const [without, under] = [free, banned].map((model) => useOf(model, seed, replicate, weeks));
      return under.map((use, week) => use / without[week]);
    });
    const over = (from: number, to: number): Float64Array =>
      Float64Array.from(
        kept,
        (run) => run.subarray(begins + from, begins + to).reduce((a, b) => a + b, 0) / (to - from),
      );
    const band = (what: string, low: number, high: number) => ({what, unit: 'share of use without the ban', low, high});
    const [first, later] = [over(0, 1), over(4, 9)];
    return [
      meanOver(band('first week', 0.2, 0.45), first),
      meanOver(
        band('fifth to ninth week less the first', 0.001, 1),
        later.map((value, run) => value - first[run]),
      ),
      meanOver(band('fourth year', 0.45, 0.75), over(104 + 24, 104 + 76)),
    ];
  },
};

import {type FanData, type FanRule, type FanSide, type FanWindow, lastRow} from '../../charts/fan-data.ts';
import type {ComparisonDesign} from '../../experiments/compare.ts';
import type {EnsembleResult, SeriesBands} from '../../experiments/ensemble.ts';
import type {RunInput} from '../../model/input.ts';
import {formatDate, formatMonth} from '../format.ts';
import type {Difference} from './findings.ts';
import type {SideMean} from './headline-card.tsx';
import {type Headline, neverPublicText} from './headlines.ts';
import type {Answer} from './session.ts';

const DAY = 86_400_000;

/** Titles of the two scenarios. */
export interface SideNames {
  readonly a: string;
  readonly b: string;
}

/** What one headline card shows of an answer. */
export interface HeadlineView {
  readonly fan: FanData;
  readonly difference: Difference;
  readonly runs: Float64Array; // B - A of every paired run
  readonly sides: readonly SideMean[];
  readonly notes: readonly string[]; // what one must know to read the numbers
}

/** The moment of a day of a run, ms since 1970, UTC. */
const momentOf = ({start}: RunInput, day: number): number => Date.parse(`${start}T00:00:00Z`) + day * DAY;

/** `after, 6 Jan 2025 to 3 Jan 2028`. */
export function windowWords(input: RunInput, name: string): string {
  const window = input.windows[name] as RunInput['windows'][string] | undefined;
  if (window === undefined) return name;
  return `${name}, ${formatDate(momentOf(input, window.from))} to ${formatDate(momentOf(input, window.to))}`;
}

function sideOf(id: 'a' | 'b', name: string, series: SeriesBands | undefined): FanSide {
  const none = new Float64Array(0);
  return {
    id,
    label: id.toUpperCase(),
    name,
    median: series?.median ?? none,
    bands:
      series === undefined
        ? []
        : [
            {share: 0.9, ...series.spread_90},
            {share: 0.5, ...series.spread_50},
          ],
  };
}

/** When rules start, named by the sides that have them. */
function rulesOf({reference, variants}: ComparisonDesign): FanRule[] {
  const found = new Map<string, {time: number; id: string; sides: string[]}>();
  for (const [letter, {input}] of [
    ['A', reference],
    ['B', variants[0]],
  ] as const) {
    for (const {id, from} of input.policy) {
      if (from === null) continue;
      const time = momentOf(input, from);
      const rule = found.get(`${id} ${String(time)}`) ?? {time, id, sides: []};
      rule.sides.push(letter);
      found.set(`${id} ${String(time)}`, rule);
    }
  }
  return [...found.values()].map(({time, id, sides}) => ({
    time,
    label: `${sides.join(' and ')}: ${id.replaceAll(/[_-]/g, ' ')} from ${formatDate(time)}`,
  }));
}

/** Why the values of `fan` end before the run does, if they do. */
function endOf({id}: Headline, {sides, times}: Pick<FanData, 'sides' | 'times'>): FanData['end'] {
  const last = lastRow({sides});
  if (id !== 'time_to_market' || last < 0 || last >= times.length - 1) return undefined;
  return {time: times[last], label: `not followed long enough after ${formatMonth(times[last])}`};
}

/** When the first rule of either side begins, in days of the run. */
function firstRule({reference, variants}: ComparisonDesign): number {
  const starts = [reference, ...variants].flatMap(({input}) => input.policy.map(({from}) => from ?? Infinity));
  return Math.min(Infinity, ...starts);
}

/** What the numbers of releases do not say by themselves: who is missing in them, and why a rule can reach back. */
function releaseNotes({design, result}: Answer, window: string): string[] {
  const missing = result.variants[0].outcomes.find(({id, window: of}) => id === 'never_public' && of === window);
  const span = design.reference.input.windows[window] as RunInput['windows'][string] | undefined;
  const begins = firstRule(design);
  return [
    neverPublicText(missing?.a.mean ?? NaN, missing?.b.mean ?? NaN),
    span !== undefined && begins < Infinity && span.to <= begins
      ? 'Releases by date of end of training; they may reach the market after the rule.'
      : '',
  ].filter(Boolean);
}

function windowsOf(input: RunInput, chosen: string): FanWindow[] {
  return Object.entries(input.windows).map(([label, {from, to}]) => ({
    label,
    from: momentOf(input, from),
    to: momentOf(input, to),
    chosen: label === chosen,
  }));
}

function columnOf({outcomes, columns}: EnsembleResult, id: string, window: string): Float64Array | undefined {
  const place = outcomes.findIndex((outcome) => outcome.id === id && outcome.window === window);
  return place < 0 ? undefined : columns[place];
}

/** Everything one headline card shows; empty charts and unknown numbers where the answer has none. */
export function headlineView(answer: Answer, headline: Headline, window: string, names: SideNames): HeadlineView {
  const {design, result} = answer;
  const {input} = design.reference;
  const [variant] = result.variants;
  const [a, b] = [result.reference.ensemble, variant.ensemble];
  const seriesOf = ({series}: EnsembleResult) => series.find(({id}) => id === headline.id);
  const paired = variant.outcomes.find((outcome) => outcome.id === headline.id && outcome.window === window);
  const [left, right] = [columnOf(a, headline.id, window), columnOf(b, headline.id, window)];
  const weeks = seriesOf(a)?.median.length ?? 0;
  const course = {
    times: Float64Array.from({length: weeks}, (_, week) => momentOf(input, week * input.step_days)),
    sides: [sideOf('a', names.a, seriesOf(a)), sideOf('b', names.b, seriesOf(b))],
  };
  const end = endOf(headline, course);
  return {
    fan: {
      title: `${headline.title} in scenarios A and B`,
      description: `Median over ${String(result.receipt.runs)} runs with bands of 50 % and 90 % of runs, simulated, conditional on the assumptions.${end ? ` Values end: ${end.label}.` : ''}`,
      unit: headline.axis,
      ...course,
      ...(end && {end}),
      rules: [...rulesOf(design), ...(end ? [end] : [])],
      windows: windowsOf(input, window),
    },
    difference: {
      n: paired?.pairs ?? 0,
      mean: paired?.mean_difference ?? NaN,
      low: paired?.ci90[0] ?? NaN,
      high: paired?.ci90[1] ?? NaN,
      shareAbove: paired?.share_b_above_a ?? NaN,
      shareTied: paired?.share_tied ?? 0,
    },
    runs: left === undefined || right === undefined ? new Float64Array(0) : right.map((value, i) => value - left[i]),
    sides: [
      {id: 'a', letter: 'A', mean: paired?.a.mean ?? NaN},
      {id: 'b', letter: 'B', mean: paired?.b.mean ?? NaN},
    ],
    notes: headline.id === 'time_to_market' ? releaseNotes(answer, window) : [],
  };
}

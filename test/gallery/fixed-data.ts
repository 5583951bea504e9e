import type {FanData, FanSide} from '../../src/charts/fan-data.ts';

const WEEK = 7 * 86_400_000;
const START = Date.UTC(2023, 0, 2);
const WEEKS = 417;
const POLICY = 105; // week in which the rules change

/** What one outcome of the gallery looks like: its level before and after, for both sides, and its spread. */
export interface Shape {
  readonly before: number;
  readonly a: number;
  readonly b: number;
  readonly spread: number; // half width of the 90 % band, as a share of the level
}

// A small wobble without randomness, so that two pictures of one chart are the same.
const wobble = (i: number) => Math.sin(i * 0.31) * 0.5 + Math.sin(i * 0.047 + 1) * 0.5;

function side(id: 'a' | 'b', level: number, {before, spread}: Shape): FanSide {
  const median = Float64Array.from({length: WEEKS}, (_, i) => {
    const shift = Math.min(Math.max((i - POLICY) / 40, 0), 1);
    return i < 8 ? NaN : (before + (level - before) * shift) * (1 + 0.04 * wobble(i));
  });
  const grow = (i: number) => spread * (0.4 + (0.6 * i) / WEEKS);
  const band = (share: number, width: number) => ({
    share,
    low: median.map((value, i) => value * (1 - width * grow(i))),
    high: median.map((value, i) => value * (1 + 1.2 * width * grow(i))),
  });
  return {
    id,
    label: id.toUpperCase(),
    name: id === 'a' ? 'No staged release' : 'Three mandatory stages, 90-day review',
    median,
    bands: [band(0.9, 1), band(0.5, 0.4)],
  };
}

/** A fan chart of two sides with a policy that starts in January 2025. */
export function fixedFan(title: string, unit: string, shape: Shape): FanData {
  const moment = (week: number) => START + week * WEEK;
  return {
    title,
    description: 'Fixed data.',
    unit,
    times: Float64Array.from({length: WEEKS}, (_, i) => moment(i)),
    sides: [side('a', shape.a, shape), side('b', shape.b, shape)],
    rules: [{time: moment(POLICY), label: 'B: staging starts'}],
    windows: [
      {from: moment(0), to: moment(POLICY), label: 'before', chosen: false},
      {from: moment(POLICY), to: moment(261), label: 'after', chosen: true},
    ],
  };
}

/** Paired differences of 200 runs around `mean`. */
export function fixedRuns(mean: number, spread: number): Float64Array {
  return Float64Array.from({length: 200}, (_, i) => mean + spread * Math.sin(i * 2.3) * Math.cos(i * 0.7));
}

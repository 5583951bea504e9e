import {max, min, scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime} from 'd3';
import type {FanData} from './fan-data.ts';
import {placeRules} from './rule-rows.ts';

/** Outer size of a chart in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Scales and edges of the plotting area in CSS pixels; what is drawn over a chart needs no more. */
export interface Frame {
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const MARGIN = {top: 40, right: 26, left: 56}; // left: room for 100,000

/** Height of the row of years below the plot, and of each row of rule labels below that, px. */
export const AXIS = 22;
export const RULE_ROW = 15;

function extremes(data: FanData): [number, number] {
  const columns = data.sides.flatMap(({median, bands}) => [median, ...bands.flatMap(({low, high}) => [low, high])]);
  // Numbers start at zero unless they go below it: a cut axis would exaggerate differences.
  const lowest = min(columns, (column) => min(Array.from(column).filter(Number.isFinite))) ?? 0;
  const highest = max(columns, (column) => max(Array.from(column).filter(Number.isFinite))) ?? 1;
  return [Math.min(lowest, 0), highest > 0 ? highest : 1];
}

/** The plotting area of `data` in a chart of `size`. */
export function frameOf(data: FanData, size: Size): Frame {
  const [left, right] = [MARGIN.left, Math.max(size.width - MARGIN.right, MARGIN.left + 1)];
  const {times} = data;
  const x = scaleUtc([times[0] ?? 0, times[times.length - 1] ?? 1], [left, right]);
  const ruleRows = max(placeRules(data.rules, x, left, right), ({row}) => row + 1) ?? 0;
  const [top, bottom] = [MARGIN.top, Math.max(size.height - AXIS - 2 - ruleRows * RULE_ROW, MARGIN.top + 1)];
  const y = scaleLinear(extremes(data), [bottom, top]).nice(5);
  return {x, y, left, right, top, bottom};
}

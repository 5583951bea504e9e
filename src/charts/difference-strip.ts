import {scaleLinear, select} from 'd3';
import type {Size} from './frame.ts';

/** A mean difference with its interval, and the differences of the single runs behind it, all in one unit. */
export interface DifferenceData {
  readonly title: string; // what a screen reader says
  readonly mean: number;
  readonly low: number; // of the interval of the mean
  readonly high: number;
  readonly runs: ArrayLike<number>; // one per paired run; NaN where a run has none
}

const PAD = 10;

/**
 * Draws a paired difference on a line with zero into `svg`: a tick per run, a bar for the interval, a dot for the mean.
 * Single runs that would squeeze the rest (beyond their 1 % and 99 % points) are left outside the picture.
 */
export function differenceStrip(svg: SVGSVGElement, data: DifferenceData, {width, height}: Size): void {
  const runs = Array.from(data.runs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const cut = Math.floor(runs.length / 100);
  const inner = runs.slice(cut, runs.length - cut);
  const edges = [0, data.low, data.high, inner[0] ?? 0, inner[inner.length - 1] ?? 0].filter(Number.isFinite);
  const [least, most] = [Math.min(...edges), Math.max(...edges)];
  const x = scaleLinear(least < most ? [least, most] : [least - 1, most + 1], [PAD, width - PAD]);
  const middle = height / 2;
  const ticks = inner.map((value) => `M${x(value).toFixed(1)},${String(middle - 9)}v18`).join('');

  const root = select(svg)
    .classed('difference-strip', true)
    .attr('viewBox', `0 0 ${String(width)} ${String(height)}`)
    .attr('role', 'img')
    .attr('aria-label', data.title);
  const one = <T extends SVGElement>(tag: string, name: string) =>
    root.selectAll<T, string>(`.${name}`).data([name]).join(tag).attr('class', name);

  one('line', 'base').attr('x1', 0).attr('x2', width).attr('y1', middle).attr('y2', middle);
  one('path', 'runs').attr('d', ticks || null);
  one('line', 'zero').attr('x1', x(0)).attr('x2', x(0)).attr('y1', 0).attr('y2', height);
  const known = Number.isFinite(data.low) && Number.isFinite(data.high);
  one('rect', 'interval')
    .attr('x', known ? x(data.low) : 0)
    .attr('width', known ? Math.max(x(data.high) - x(data.low), 2) : 0)
    .attr('y', middle - 4)
    .attr('height', 8)
    .attr('rx', 2);
  one('circle', 'mean')
    .attr('cx', Number.isFinite(data.mean) ? x(data.mean) : 0)
    .attr('cy', middle)
    .attr('r', Number.isFinite(data.mean) ? 5 : 0);
}

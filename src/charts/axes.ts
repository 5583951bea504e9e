import {format, utcFormat, utcYear, type Selection} from 'd3';
import type {Frame} from './frame.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;

const YEAR = utcFormat('%Y');
const SHORT_YEAR = utcFormat("'%y");
const PIXELS_PER_YEAR = 38; // a narrower year gets two digits

/** Grid lines with their numbers at the left, and years along the bottom. */
export function axes(layer: Layer, frame: Frame, unit: string): void {
  const {x, y, left, right, bottom} = frame;
  const levels = y.ticks(4);
  const largest = Math.max(...levels.map(Math.abs));
  const number = largest >= 1e6 ? format('.2~s') : format(largest >= 100 ? ',.0f' : ',~g');

  const rows = layer
    .selectAll<SVGGElement, number>('g.level')
    .data(levels, String)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'level');
      group.append('line');
      group.append('text').attr('text-anchor', 'end').attr('dy', '0.32em');
      return group;
    })
    .classed('zero', (level) => level === 0)
    .attr('transform', (level) => `translate(0,${String(y(level))})`);
  rows.select('line').attr('x1', left).attr('x2', right);
  rows
    .select('text')
    .attr('x', left - 8)
    .text(number);

  const years = x.ticks(utcYear);
  const [from, to] = x.domain();
  const perYear = ((right - left) * 365 * 86_400_000) / Math.max(to.getTime() - from.getTime(), 1);
  const name: typeof YEAR = perYear < PIXELS_PER_YEAR ? SHORT_YEAR : YEAR;
  const columns = layer
    .selectAll<SVGGElement, Date>('g.year')
    .data(years, (year) => String(year.getTime()))
    .join((enter) => {
      const group = enter.append('g').attr('class', 'year');
      group.append('line').attr('y2', 5);
      group.append('text').attr('y', 18).attr('text-anchor', 'middle');
      return group;
    })
    .attr('transform', (year) => `translate(${String(x(year))},${String(bottom)})`);
  columns.select('text').text(name);

  layer
    .selectAll('text.unit')
    .data([unit])
    .join('text')
    .attr('class', 'unit')
    .attr('x', 0)
    .attr('y', 11)
    .text((text) => text);
}

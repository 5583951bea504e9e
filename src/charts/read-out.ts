import {select} from 'd3';
import type {FanData, FanSide} from './fan-data.ts';
import type {Frame} from './frame.ts';

/** The row whose time is nearest to `px`, a distance from the left edge of the chart in CSS pixels. */
export function rowAt(px: number, times: ArrayLike<number>, frame: Frame): number {
  const time = frame.x.invert(px).getTime();
  let [low, high] = [0, times.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle;
    else high = middle;
  }
  return time - times[low] <= times[high] - time ? low : high;
}

/**
 * Where a key moves the read-out, or undefined when the key means nothing here. `page` rows are one large step; `last`
 * is the last row with a value.
 */
export function rowAfterKey(key: string, row: number, rows: number, page: number, last = rows - 1): number | undefined {
  const clamp = (to: number) => Math.min(Math.max(to, 0), rows - 1);
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(row - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(row + 1);
    case 'PageDown':
      return clamp(row - page);
    case 'PageUp':
      return clamp(row + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** Marks one row of the chart: a line through time and a dot on each median. Without a row, marks nothing. */
export function drawReadOut(svg: SVGSVGElement, data: FanData, frame: Frame, row: number | undefined): void {
  const shown = row === undefined || row >= data.times.length ? [] : [row];
  const layer = select(svg).select<SVGGElement>('g.read-out');
  layer
    .selectAll<SVGLineElement, number>('line')
    .data(shown)
    .join('line')
    .attr('x1', (i) => frame.x(data.times[i]))
    .attr('x2', (i) => frame.x(data.times[i]))
    .attr('y1', frame.top)
    .attr('y2', frame.bottom);
  const dots = shown.flatMap((i) =>
    data.sides.filter(({median}) => Number.isFinite(median[i])).map((side) => ({side, i})),
  );
  layer
    .selectAll<SVGCircleElement, {side: FanSide; i: number}>('circle')
    .data(dots, ({side}) => side.id)
    .join('circle')
    .attr('class', ({side}) => `side ${side.id}`)
    .attr('r', 4)
    .attr('cx', ({i}) => frame.x(data.times[i]))
    .attr('cy', ({side, i}) => frame.y(side.median[i]));
}

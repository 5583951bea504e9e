import {area, line, range, select, type Selection} from 'd3';
import {axes} from './axes.ts';
import {type FanBand, type FanData, type FanSide, lastValue} from './fan-data.ts';
import {type Frame, frameOf, type Size} from './frame.ts';
import {ruleMarks, windowMarks} from './time-marks.ts';

const LABEL_GAP = 15; // px between two labels at the ends of lines

function layer(root: Selection<SVGSVGElement, unknown, null, undefined>, name: string) {
  return root
    .selectAll<SVGGElement, string>(`g.${name}`)
    .data([name])
    .join('g')
    .attr('class', name) as unknown as Selection<SVGGElement, unknown, null, undefined>;
}

/** Heights of the labels at the ends of lines, moved apart where they would touch; NaN for an empty line. */
export function labelHeights(wanted: readonly number[], gap: number): number[] {
  const order = range(wanted.length)
    .filter((i) => Number.isFinite(wanted[i]))
    .sort((i, j) => wanted[i] - wanted[j] || i - j);
  const placed = [...wanted];
  for (let k = 1; k < order.length; k++) {
    const overlap = placed[order[k - 1]] + gap - placed[order[k]];
    if (overlap <= 0) continue;
    placed[order[k - 1]] -= overlap / 2;
    placed[order[k]] += overlap / 2;
  }
  return placed;
}

/**
 * Draws the futures of one or two scenarios into `svg`: medians, bands, windows and rules over calendar time.
 *
 * Called again with other data it moves the same marks. Colours are left to the style sheet, by the class names
 * `side`, the side's id, `band`, `median`. Returns the frame in which a read-out can be drawn.
 */
export function fanChart(svg: SVGSVGElement, data: FanData, size: Size): Frame {
  const frame = frameOf(data, size);
  const {x, y} = frame;
  const rows = range(data.times.length);
  const at = (i: number) => x(data.times[i]);
  const ribbon = ({low, high}: FanBand) =>
    area<number>(
      at,
      (i) => y(low[i]),
      (i) => y(high[i]),
    ).defined((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]))(rows);
  const middle = ({median}: FanSide) =>
    line<number>(at, (i) => y(median[i])).defined((i) => Number.isFinite(median[i]))(rows);

  const root = select(svg)
    .classed('fan-chart', true)
    .attr('viewBox', `0 0 ${String(size.width)} ${String(size.height)}`)
    .attr('role', 'img')
    .attr('aria-label', `${data.title}. ${data.description}`);

  windowMarks(layer(root, 'windows'), frame, data.windows);
  axes(layer(root, 'axes'), frame, data.unit);

  // All bands lie below all lines, so that neither side hides the other's median.
  const bands = layer(root, 'bands')
    .selectAll<SVGGElement, FanSide>('g.side')
    .data(data.sides, ({id}) => id)
    .join('g')
    .attr('class', ({id}) => `side ${id}`);
  bands
    .selectAll<SVGPathElement, FanBand>('path.band')
    .data(
      ({bands}) => bands,
      ({share}) => String(share),
    )
    .join('path')
    .attr('class', ({share}) => `band share-${String(Math.round(share * 100))}`)
    .attr('d', ribbon);
  layer(root, 'lines')
    .selectAll<SVGPathElement, FanSide>('path.median')
    .data(data.sides, ({id}) => id)
    .join('path')
    .attr('class', ({id}) => `median side ${id}`)
    .attr('d', middle);

  ruleMarks(layer(root, 'rules'), frame, data.rules);

  const ends = data.sides.map(({median}) => lastValue(median));
  const heights = labelHeights(
    data.sides.map(({median}, s) => (ends[s] < 0 ? NaN : y(median[ends[s]]))),
    LABEL_GAP,
  );
  layer(root, 'labels')
    .selectAll<SVGTextElement, FanSide>('text.label')
    .data(data.sides, ({id}) => id)
    .join('text')
    .attr('class', ({id}) => `label side ${id}`)
    .attr('dy', '0.35em')
    .attr('x', (_side, s) => (ends[s] < 0 ? 0 : at(ends[s]) + 7))
    .attr('y', (_side, s) => (Number.isFinite(heights[s]) ? heights[s] : 0))
    .text(({label}, s) => (ends[s] < 0 ? '' : label));
  layer(root, 'read-out');
  return frame;
}

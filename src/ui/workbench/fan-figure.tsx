import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import {fanChart} from '../../charts/fan-chart.ts';
import {type FanData, lastRow} from '../../charts/fan-data.ts';
import type {Frame} from '../../charts/frame.ts';
import {drawReadOut, rowAfterKey, rowAt} from '../../charts/read-out.ts';
import {formatDate, formatNumber} from '../format.ts';
import {Legend} from './legend.tsx';
import {useWidth} from './use-width.ts';
import './fan-figure.css';

const ROWS_PER_PAGE = 13; // a quarter of a year of weeks

/** What one row of the chart says about one side, e.g. `A 182 (90 % of runs: 150 to 210)`. */
function sideText({label, median, bands}: FanData['sides'][number], row: number): string {
  if (!Number.isFinite(median[row])) return `${label} no value`;
  const wide = bands.at(0);
  const range = wide && `, 90\u00a0% ${formatNumber(wide.low[row])} to ${formatNumber(wide.high[row])}`;
  return `${label} ${formatNumber(median[row])}${range ?? ''}`;
}

/** The same for both sides in words, as a screen reader says it. */
function rowText(data: FanData, row: number): string {
  const sides = data.sides.map((side) => sideText(side, row)).join('; ');
  return `Week of ${formatDate(data.times[row])}: ${sides} (${data.unit})`;
}

/** A fan chart with its legend, which turns into a read-out under the pointer and for the arrow keys. */
export function FanFigure({data, name}: {readonly data: FanData; readonly name: string}) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const frame = useRef<Frame | undefined>(undefined);
  const [row, setRow] = useState<number>();
  const width = useWidth(box);
  const height = Math.round(Math.min(Math.max(width * 0.56, 220), 320));
  const rows = data.times.length;
  const shown = row === undefined || rows === 0 ? undefined : Math.min(row, rows - 1);

  useLayoutEffect(() => {
    if (svg.current === null || width === 0) return;
    frame.current = fanChart(svg.current, data, {width, height});
    drawReadOut(svg.current, data, frame.current, shown);
  }, [data, width, height, shown]);

  const point = (event: PointerEvent) => {
    if (box.current === null || frame.current === undefined || rows === 0) return;
    setRow(rowAt(event.clientX - box.current.getBoundingClientRect().left, data.times, frame.current));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setRow(undefined);
      return;
    }
    const last = lastRow(data) < 0 ? rows - 1 : lastRow(data);
    const from = shown ?? (event.key === 'ArrowLeft' ? last + 1 : -1);
    const next = rowAfterKey(event.key, from, rows, ROWS_PER_PAGE, last);
    if (next === undefined || rows === 0) return;
    event.preventDefault();
    setRow(next);
  };

  return (
    <figure class="fan-figure">
      <figcaption class="fan-caption">
        {shown === undefined ? (
          <Legend sides={data.sides} />
        ) : (
          <p class="read-out-line">
            <span class="when">{formatDate(data.times[shown])}</span>
            {data.sides.map((side) => (
              <span key={side.id} class={`side ${side.id} value`}>
                {sideText(side, shown)}
              </span>
            ))}
            <span>{data.unit}</span>
          </p>
        )}
      </figcaption>
      <div class="fan-plot" ref={box}>
        <svg ref={svg} height={height} />
        <div
          class="fan-reader"
          tabIndex={0}
          role="slider"
          aria-label={`${name}: read values in time with the arrow keys`}
          aria-valuemin={0}
          aria-valuemax={Math.max(rows - 1, 0)}
          aria-valuenow={shown ?? 0}
          aria-valuetext={rows === 0 ? 'No values yet' : rowText(data, shown ?? 0)}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setRow(undefined)}
          onKeyDown={press}
          onBlur={() => setRow(undefined)}
        />
      </div>
    </figure>
  );
}

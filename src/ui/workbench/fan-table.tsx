import {range} from 'd3';
import {useState} from 'preact/hooks';
import type {FanData} from '../../charts/fan-data.ts';
import {formatDate, formatNumber} from '../format.ts';
import './fan-table.css';

const EVERY = 13; // weeks between two rows: a quarter

/** The rows of the table: one per quarter in which some side has a value. */
function rowsOf({times, sides}: FanData): number[] {
  return range(0, times.length, EVERY).filter((i) => sides.some(({median}) => Number.isFinite(median[i])));
}

const rangeText = (low: number, high: number): string =>
  Number.isFinite(low) && Number.isFinite(high) ? `${formatNumber(low)} to ${formatNumber(high)}` : '–';

/** The numbers of a fan chart as a table, one row per quarter; built only once it is opened. */
export function FanTable({
  data,
  name,
  definition,
}: {
  readonly data: FanData;
  readonly name: string;
  readonly definition: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details class="fan-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Definition and table of numbers</summary>
      <p class="definition">{definition}</p>
      {open && (
        <div class="fan-table-scroll" role="region" aria-label={`${name}: table`} tabIndex={0}>
          <table>
            <caption>
              {name}, {data.unit}. One row per quarter of weekly values.
              {data.end && ` Later: ${data.end.label}.`}
            </caption>
            <thead>
              <tr>
                <th scope="col">Week of</th>
                {data.sides.map((side) => [
                  <th key={`${side.id}-median`} scope="col">
                    {side.label} median
                  </th>,
                  ...[...side.bands].reverse().map((band) => (
                    <th key={`${side.id}-${String(band.share)}`} scope="col">
                      {side.label} {Math.round(band.share * 100)}&nbsp;% range
                    </th>
                  )),
                ])}
              </tr>
            </thead>
            <tbody>
              {rowsOf(data).map((i) => (
                <tr key={i}>
                  <th scope="row">{formatDate(data.times[i])}</th>
                  {data.sides.map((side) => [
                    <td key={`${side.id}-median`}>{formatNumber(side.median[i])}</td>,
                    ...[...side.bands]
                      .reverse()
                      .map((band) => (
                        <td key={`${side.id}-${String(band.share)}`}>{rangeText(band.low[i], band.high[i])}</td>
                      )),
                  ])}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

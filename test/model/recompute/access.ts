import {SEGMENT_PROFILES, SEGMENTS, type Segment} from '../../../src/model/segments.ts';
import {by, endOf, mean, once, type Recomputed, stepsIn, sum, within} from './arithmetic.ts';
import type {Question, Share, Tables} from './tables.ts';

interface Cell {
  readonly jurisdiction: string;
  readonly segment: Segment;
  readonly users: number;
}

/** Cells that are asked for, with their potential users. */
const cellsOf = ({userShare}: Tables, {jurisdiction, segment}: Question): readonly Cell[] =>
  Object.entries(userShare)
    .flatMap(([place, share]) =>
      SEGMENTS.map((id) => ({jurisdiction: place, segment: id, users: share * SEGMENT_PROFILES[id].users})),
    )
    .filter(
      (cell) => (jurisdiction ?? cell.jurisdiction) === cell.jurisdiction && (segment ?? cell.segment) === cell.segment,
    );

/** How far the best legal offer of a cell is behind the best release trained by the end of a step, ECI. */
function gapOf(tables: Tables, step: number, {jurisdiction, segment}: Cell): number {
  const steps = once(tables, 'shares by step and cell', () =>
    by(tables.shares, (row) => `${row.week} ${row.jurisdiction} ${row.segment}`),
  );
  const offers = (steps.get(`${step} ${jurisdiction} ${segment}`) ?? []).filter(
    (row: Share) => row.nest !== 'underground' && !Number.isNaN(row.capability),
  );
  const trained = once(tables, `trained by ${step}`, () =>
    Math.max(
      ...tables.releases
        .filter(({kind, trained: day}) => kind !== 'underground' && day <= endOf(tables, step))
        .map(({capability}) => capability),
    ),
  );
  return trained - Math.max(...offers.map(({capability}) => capability)); // Infinity without an offer
}

const weighted = (cells: readonly Cell[], value: (cell: Cell) => number): number =>
  sum(cells.map((cell) => cell.users * value(cell))) / sum(cells.map(({users}) => users));

/** Outcomes told by who may use what. */
export const ofAccess: Readonly<Record<string, Recomputed>> = {
  access_lag(tables, question) {
    const days = (gap: number): number => (gap / tables.number('research.frontier_slope')) * 365.25;
    return weighted(cellsOf(tables, question), (cell) =>
      mean(stepsIn(tables, question).map((step) => days(gapOf(tables, step, cell)))),
    );
  },
  access_share(tables, question) {
    const cohort = tables.releases.filter(({kind, trained}) => kind !== 'underground' && within(trained, question));
    const places = once(tables, 'served', () =>
      by(tables.clearances, ({release, jurisdiction}) => `${release} ${jurisdiction}`),
    );
    return weighted(cellsOf(tables, question), ({jurisdiction, segment}) => {
      const bit = 2 ** SEGMENTS.indexOf(segment);
      const served = cohort.filter(({release}) =>
        (places.get(`${release} ${jurisdiction}`) ?? []).some((place) => Math.floor(place.served / bit) % 2 === 1),
      );
      return served.length / cohort.length;
    });
  },
  access_gini(tables, question) {
    const quality = tables.number('demand.quality');
    const gini = (step: number): number => {
      const enjoyed = SEGMENTS.map((segment) =>
        weighted(cellsOf(tables, {...question, segment}), (cell) => Math.exp(-quality * gapOf(tables, step, cell))),
      );
      const apart = sum(enjoyed.flatMap((a) => enjoyed.map((b) => Math.abs(a - b))));
      return apart / (2 * SEGMENTS.length ** 2 * mean(enjoyed));
    };
    return mean(stepsIn(tables, question).map(gini));
  },
};

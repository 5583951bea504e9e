import {intervalOfMean, summarise} from './summary.ts';

/** Lower and upper edge of a band, a value per week. */
export interface Edges {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * A series over runs, week by week; NaN where too few runs define the week.
 *
 * `median`, `spread_50` and `spread_90` tell how runs spread and keep their width with more runs; `mean_se` and
 * `mean_ci90` tell how well the mean is known and shrink.
 */
export interface Bands {
  readonly n: Float64Array; // runs in which the week's value is defined
  readonly median: Float64Array;
  readonly spread_50: Edges; // middle half of the runs
  readonly spread_90: Edges; // middle nine tenths of the runs
  readonly mean: Float64Array;
  readonly mean_se: Float64Array;
  readonly mean_ci90: Edges;
}

/**
 * Bands over `rows`, one per run and each with a value per week; a run without a row is undefined in every week, and no
 * rows make bands without weeks. Every `size` neighbours share their parameters.
 */
export function bandsOf(rows: readonly (Float64Array | undefined)[], size = 1): Bands {
  const weeks = rows.find((row) => row !== undefined)?.length ?? 0;
  const column = () => new Float64Array(weeks);
  const edges = () => ({low: column(), high: column()});
  const bands = {
    n: column(),
    median: column(),
    spread_50: edges(),
    spread_90: edges(),
    mean: column(),
    mean_se: column(),
    mean_ci90: edges(),
  };
  const values = new Float64Array(rows.length);
  for (let week = 0; week < weeks; week++) {
    for (let run = 0; run < rows.length; run++) values[run] = rows[run]?.[week] ?? NaN;
    const {n, mean, se, q05, q25, q50, q75, q95} = summarise(values, size);
    const [low, high] = intervalOfMean(values, size);
    bands.n[week] = n;
    bands.median[week] = q50;
    bands.spread_50.low[week] = q25;
    bands.spread_50.high[week] = q75;
    bands.spread_90.low[week] = q05;
    bands.spread_90.high[week] = q95;
    bands.mean[week] = mean;
    bands.mean_se[week] = se;
    bands.mean_ci90.low[week] = low;
    bands.mean_ci90.high[week] = high;
  }
  return bands;
}

import type {Cell, Table} from './csv.ts';
import {metricName} from './metric-name.ts';
import type {NamedResult} from './summary-table.ts';

/** One row per scenario, series and week; `dates` names the day on which each week begins. */
export function seriesTable(results: readonly NamedResult[], dates: readonly string[]): Table {
  const statistics = ['n_runs', 'mean', 'se', 'p05', 'p25', 'p50', 'p75', 'p95'];
  return {header: ['scenario', 'metric', 'entity', 'week', ...statistics], rows: seriesRows(results, dates)};
}

function* seriesRows(results: readonly NamedResult[], dates: readonly string[]): Generator<Cell[]> {
  for (const {scenario, result} of results) {
    for (const {id, n, mean, mean_se, median, spread_50, spread_90} of result.series) {
      for (let week = 0; week < n.length; week++) {
        yield [
          ...[scenario, ...metricName(id), dates[week], n[week], mean[week], mean_se[week]],
          ...[spread_90.low[week], spread_50.low[week], median[week], spread_50.high[week], spread_90.high[week]],
        ];
      }
    }
  }
}

import type {Cell, Table} from './csv.ts';
import {metricName} from './metric-name.ts';
import type {NamedResult} from './summary-table.ts';

/** One row per scenario, series and step; `dates` names the day on which each step begins. */
export function seriesTable(results: readonly NamedResult[], dates: readonly string[]): Table {
  const statistics = ['n_runs', 'mean', 'se', 'p05', 'p25', 'p50', 'p75', 'p95'];
  return {header: ['scenario', 'metric', 'entity', 'date', ...statistics], rows: seriesRows(results, dates)};
}

function* seriesRows(results: readonly NamedResult[], dates: readonly string[]): Generator<Cell[]> {
  for (const {scenario, result} of results) {
    for (const {id, n, mean, mean_se, median, spread_50, spread_90} of result.series) {
      for (let step = 0; step < n.length; step++) {
        yield [
          ...[scenario, ...metricName(id), dates[step], n[step], mean[step], mean_se[step]],
          ...[spread_90.low[step], spread_50.low[step], median[step], spread_50.high[step], spread_90.high[step]],
        ];
      }
    }
  }
}

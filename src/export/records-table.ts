import type {EnsembleResult} from '../experiments/ensemble.ts';
import type {Cell, Table} from './csv.ts';

type Run = EnsembleResult['records'][number];
type RecordTable = Run['tables'][number];

/** Rows of one run's record table, with the scenario and the run in front; days count from the start of the run. */
export function recordsTable(scenario: string, replicate: number, table: RecordTable): Table {
  return {header: ['scenario', 'run', ...table.columns.map(({name}) => name)], rows: recordRows()};

  function* recordRows(): Generator<Cell[]> {
    for (let row = 0; row < table.rows; row++) {
      yield [scenario, replicate, ...table.columns.map(({values}) => values[row])];
    }
  }
}

import {addHosting, leakRows} from './hosting-records.ts';
import type {View} from './outcome.ts';
import type {RecordColumn, RecordTable, Rows} from './record.ts';
import {recordTables} from './record-tables.ts';
import {
  clearanceRows,
  dealRows,
  evaluationRows,
  incidentRows,
  inspectionRows,
  raceRows,
  releaseRows,
} from './records-at-end.ts';
import {addAuthorities, addDevelopers, addEvaluators, addShares} from './records-of-step.ts';

type TableId = (typeof recordTables)[number]['id'];

/** Collects rows while a run goes, for the tables that need every step. */
export interface Records {
  readonly name: string;
  begin(wanted: readonly string[]): void;
  step(): void;
  tables(wanted: readonly string[]): readonly RecordTable[];
}

export function createRecords(view: View): Records {
  const {world, clock, market} = view;
  const stepped: Record<'authorities' | 'developers' | 'evaluators' | 'shares' | 'hosting', Rows> = {
    hosting: [],
    authorities: [],
    developers: [],
    evaluators: [],
    shares: [],
  };
  let wanted: readonly string[] = [];

  const rowsOf: Record<TableId, () => Rows> = {
    deals: () => dealRows(view),
    race: () => raceRows(view),
    releases: () => releaseRows(world),
    clearances: () => clearanceRows(world),
    evaluations: () => evaluationRows(world),
    incidents: () => incidentRows(world),
    inspections: () => inspectionRows(world),
    authorities: () => stepped.authorities,
    developers: () => stepped.developers,
    evaluators: () => stepped.evaluators,
    shares: () => stepped.shares,
    hosting: () => stepped.hosting,
    leaks: () => leakRows(world),
  };

  return {
    name: 'records',
    begin(tables) {
      wanted = tables;
      stepped.authorities = [];
      stepped.developers = [];
      stepped.evaluators = [];
      stepped.shares = [];
      stepped.hosting = [];
    },
    step() {
      if (wanted.includes('authorities')) addAuthorities(world, clock.tick, stepped.authorities);
      if (wanted.includes('developers')) addDevelopers(world, clock.tick, stepped.developers);
      if (wanted.includes('evaluators')) addEvaluators(world, clock, stepped.evaluators);
      if (wanted.includes('shares')) addShares(world, market, clock.tick, stepped.shares);
      if (wanted.includes('hosting')) addHosting(world, clock.tick, stepped.hosting);
    },
    tables: (ids) => recordTables.filter(({id}) => ids.includes(id)).map((table) => pack(table, rowsOf[table.id]())),
  };
}

function pack(table: (typeof recordTables)[number], rows: Rows): RecordTable {
  const columns = table.columns.map((column, c): RecordColumn => {
    const cells = rows.map((row) => row[c]);
    return {...column, values: column.unit === 'id' ? cells.map(String) : Float64Array.from(cells, Number)};
  });
  return {id: table.id, rows: rows.length, columns};
}

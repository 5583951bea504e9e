import {KINDS} from './input.ts';
import {releaseName} from './launch.ts';
import type {View} from './outcome.ts';
import type {RecordColumn, RecordTable} from './record.ts';
import {SEGMENTS} from './segments.ts';
import {CLEARANCE, DEFECT_CLASSES} from './world.ts';

interface ColumnDefinition {
  readonly name: string;
  readonly unit: string;
  readonly definition: string;
}

const day = (name: string, definition: string): ColumnDefinition => ({name, unit: 'day', definition});
const text = (name: string, definition: string): ColumnDefinition => ({name, unit: 'id', definition});
const number = (name: string, unit: string, definition: string): ColumnDefinition => ({name, unit, definition});

/** Codebook of the record tables: one row per item, days counted from the start of the run, NaN or empty = not yet. */
export const recordTables = [
  {
    id: 'releases',
    definition: 'One row per release',
    columns: [
      text('release', 'developer / ordinal'),
      text('developer', 'who made it'),
      text('kind', 'kind of developer'),
      text('home', 'home jurisdiction of the developer'),
      number('open', '0 or 1', 'open weights'),
      number('frontier', '0 or 1', 'training run among the ten largest so far'),
      number('capability', 'ECI', 'capability'),
      number('log10_flop', 'dex', 'training compute'),
      day('trained', 'end of training; before 0 for releases of day 0'),
      day('tested', 'end of internal tests'),
      day('home_public', 'public at home'),
      number('exposure', 'M user-weeks', 'use up to the end of the run'),
      number('defects', 'defects', 'defects it had, found or not'),
      number('staff_cost', 'USD M', 'compliance: staff'),
      number('fee_cost', 'USD M', 'compliance: fees'),
      number('remediation_cost', 'USD M', 'compliance: remediation'),
      number('delay_cost', 'USD M', 'margin foregone between submission and public access'),
      number('rollbacks', 'rollbacks', 'critical findings that sent it back'),
      number('evaluations', 'evaluations', 'evaluations begun for it'),
    ],
  },
  {
    id: 'clearances',
    definition: 'One row per release and jurisdiction where its developer sells, once internal tests are over',
    columns: [
      text('release', 'developer / ordinal'),
      text('jurisdiction', 'where'),
      text('state', 'gate, cleared, withheld or abandoned at the end of the run'),
      day('trained', 'end of training'),
      day('submitted', 'entered the gate'),
      day('cleared', 'public there'),
    ],
  },
  {
    id: 'evaluations',
    definition: 'One row per passage of a stage',
    columns: [
      text('release', 'developer / ordinal'),
      text('jurisdiction', 'where'),
      number('stage', 'ordinal', 'stage, from 0'),
      number('passage', 'ordinal', 'passages of this release there before'),
      number('rework', '0 or 1', 'second review'),
      number('evaluations', 'evaluations', 'evaluations required'),
      day('arrived', 'joined the queue: the clock starts'),
      day('started', 'work began'),
      day('ended', 'work ended'),
      day('left', 'floor and work both over'),
      number('floor', 'days', 'least time in the stage'),
      number('planned', 'expert-hours', 'effort planned'),
      number('delivered', 'expert-hours', 'effort delivered'),
      number('findings', 'defects', 'defects found'),
      number('critical', '0 or 1', 'led to a rollback'),
    ],
  },
  {
    id: 'incidents',
    definition: 'One row per incident',
    columns: [
      day('day', 'when'),
      text('release', 'developer / ordinal'),
      text('developer', 'who made it'),
      text('kind', 'kind of developer'),
      text('class', 'class of the defect'),
      text('jurisdiction', 'where'),
      number('severity', 'USD M', 'harm'),
      number('reported', '0 or 1', 'reported'),
      number('severe', '0 or 1', 'at least severity.severe'),
    ],
  },
  {
    id: 'developers',
    definition: 'One row per developer and step',
    columns: [
      number('week', 'step', 'step, from 0'),
      text('developer', 'who'),
      text('kind', 'kind of developer'),
      text('home', 'home jurisdiction'),
      number('cash', 'USD M', 'cash at the end of the step'),
      number('revenue', 'USD M', 'revenue of the step'),
      number('price', 'index', 'price'),
      number('compliance', 'USD M', 'compliance of the step'),
      number('capability', 'ECI', 'best technique it has'),
      day('born', 'founded; 0 for those of day 0'),
    ],
  },
  {
    id: 'shares',
    definition: 'One row per developer, jurisdiction, segment and step with customers',
    columns: [
      number('week', 'step', 'step, from 0'),
      text('developer', 'who'),
      text('jurisdiction', 'where'),
      text('segment', 'whom'),
      number('share', 'share', 'share of potential customers'),
      number('spend', 'USD M', 'spend of the step'),
    ],
  },
] as const;

type TableId = (typeof recordTables)[number]['id'];

/** Collects rows while a run goes, for the tables that need every step. */
export interface Records {
  readonly name: string;
  begin(wanted: readonly string[]): void;
  step(): void;
  tables(wanted: readonly string[]): readonly RecordTable[];
}

/** Rows of one table in the making, a list per column. */
type Rows = (number | string)[][];

export function createRecords(view: View): Records {
  const {world, clock, market} = view;
  const stepped: Record<'developers' | 'shares', Rows> = {developers: [], shares: []};
  let wanted: readonly string[] = [];

  const kindOf = (developer: number): string => KINDS[world.developers.column.kind[developer]];
  const homeOf = (developer: number): string => world.jurisdictions[world.developers.column.home[developer]];

  function developersOfStep(): void {
    const {cash, revenue, price, compliance, capability, born} = world.developers.column;
    for (let n = 0; n < world.developers.liveCount; n++) {
      const row = world.developers.live[n];
      stepped.developers.push([
        clock.tick,
        world.developerIds[row],
        kindOf(row),
        homeOf(row),
        cash[row],
        revenue[row],
        price[row],
        compliance[row],
        capability[row],
        born[row],
      ]);
    }
  }

  function sharesOfStep(): void {
    const share = market.share();
    const potential = market.spend();
    const cells = potential.length;
    for (let n = 0; n < world.developers.liveCount; n++) {
      const row = world.developers.live[n];
      for (let c = 0; c < cells; c++) {
        const s = share[row * cells + c];
        if (s === 0) continue;
        stepped.shares.push([
          clock.tick,
          world.developerIds[row],
          world.jurisdictions[Math.floor(c / SEGMENTS.length)],
          SEGMENTS[c % SEGMENTS.length],
          s,
          potential[c] * s * world.developers.column.price[row],
        ]);
      }
    }
  }

  function releaseRows(): Rows {
    const {column, rows} = world.releases;
    return Array.from({length: rows}, (_, r) => {
      const developer = column.developer[r];
      return [
        releaseName(world, r),
        world.developerIds[developer],
        kindOf(developer),
        homeOf(developer),
        column.open[r],
        column.frontier[r],
        column.capability[r],
        column.flop[r],
        column.trained[r],
        column.tested[r],
        column.homePublic[r],
        column.totalExposure[r],
        column.defects[r],
        column.staffCost[r],
        column.feeCost[r],
        column.remediationCost[r],
        column.delayCost[r],
        column.rollbacks[r],
        column.evaluations[r],
      ];
    });
  }

  function clearanceRows(): Rows {
    const {column, rows} = world.releases;
    const width = world.jurisdictions.length;
    const states = Object.keys(CLEARANCE);
    const list: Rows = [];
    for (let place = 0; place < rows * width; place++) {
      if (column.clearance[place] === CLEARANCE.absent) continue;
      const release = Math.floor(place / width);
      list.push([
        releaseName(world, release),
        world.jurisdictions[place % width],
        states[column.clearance[place]],
        column.trained[release],
        column.submitted[place],
        column.cleared[place],
      ]);
    }
    return list;
  }

  function evaluationRows(): Rows {
    const {column, rows} = world.reviews;
    return Array.from({length: rows}, (_, r) => [
      releaseName(world, column.release[r]),
      world.jurisdictions[column.jurisdiction[r]],
      column.stage[r],
      column.passage[r],
      column.rework[r],
      column.evaluations[r],
      column.arrived[r],
      column.started[r],
      column.ended[r],
      column.left[r],
      column.floor[r],
      column.planned[r],
      column.delivered[r],
      column.findings[r],
      column.critical[r],
    ]);
  }

  function incidentRows(): Rows {
    const {column, rows} = world.incidents;
    return Array.from({length: rows}, (_, r) => [
      column.day[r],
      releaseName(world, column.release[r]),
      world.developerIds[column.developer[r]],
      kindOf(column.developer[r]),
      DEFECT_CLASSES[column.class[r]],
      world.jurisdictions[column.jurisdiction[r]],
      column.severity[r],
      column.reported[r],
      column.severe[r],
    ]);
  }

  const rowsOf: Record<TableId, () => Rows> = {
    releases: releaseRows,
    clearances: clearanceRows,
    evaluations: evaluationRows,
    incidents: incidentRows,
    developers: () => stepped.developers,
    shares: () => stepped.shares,
  };

  return {
    name: 'records',
    begin(tables) {
      wanted = tables;
      stepped.developers = [];
      stepped.shares = [];
    },
    step() {
      if (wanted.includes('developers')) developersOfStep();
      if (wanted.includes('shares')) sharesOfStep();
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

import {addHosting, leakRows} from './hosting-records.ts';
import {EVALUATOR_KINDS, KINDS} from './input.ts';
import {releaseName} from './launch.ts';
import type {View} from './outcome.ts';
import type {RecordColumn, RecordTable} from './record.ts';
import {recordTables} from './record-tables.ts';
import {SEGMENTS} from './segments.ts';
import {stringencyOf} from './stringency.ts';
import {CLEARANCE, DEFECT_CLASSES, NESTS} from './world.ts';

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
  const stepped: Record<'authorities' | 'developers' | 'evaluators' | 'shares' | 'hosting', Rows> = {
    hosting: [],
    authorities: [],
    developers: [],
    evaluators: [],
    shares: [],
  };
  let wanted: readonly string[] = [];

  const kindOf = (developer: number): string => KINDS[world.developers.column.kind[developer]];
  const homeOf = (developer: number): string => world.jurisdictions[world.developers.column.home[developer]];

  /** Use of every developer's releases in the step, M user-weeks. */
  function useOfStep(): Float64Array {
    const {exposure, developer} = world.releases.column;
    const use = new Float64Array(world.developers.rows);
    for (let n = 0; n < world.releases.liveCount; n++) {
      const release = world.releases.live[n];
      use[developer[release]] += exposure[release];
    }
    return use;
  }

  function developersOfStep(): void {
    const {cash, revenue, price, compliance, fines, finesExpected, liability, spending, capability, born, open} =
      world.developers.column;
    const {margin, rd, safetySpend, safety} = world.developers.column;
    const use = useOfStep();
    for (let n = 0; n < world.developers.liveCount; n++) {
      const row = world.developers.live[n];
      stepped.developers.push([
        clock.tick,
        world.developerIds[row],
        kindOf(row),
        homeOf(row),
        cash[row],
        revenue[row],
        margin[row],
        price[row],
        compliance[row],
        fines[row],
        finesExpected[row],
        liability[row],
        spending[row],
        use[row],
        open[row],
        capability[row],
        born[row],
        rd[row],
        safetySpend[row],
        safety[row],
      ]);
    }
  }

  function authoritiesOfStep(): void {
    const {stringency, rung} = world.authorities.column;
    world.regimes.forEach((regime, j) => {
      stepped.authorities.push([
        clock.tick,
        world.jurisdictions[j],
        world.spendShare[j],
        stringency[j],
        rung[j],
        regime === null ? 0 : stringencyOf(regime),
        regime !== null && regime.stages.length > 0 ? 1 : 0,
        regime !== null && regime.moratorium_flop !== null ? 1 : 0,
      ]);
    });
  }

  function evaluatorsOfStep(): void {
    const {firm, home, accredited, teams, busy} = world.evaluators.column;
    for (let n = 0; n < world.evaluators.liveCount; n++) {
      const row = world.evaluators.live[n];
      if (accredited[row] > clock.from) continue;
      stepped.evaluators.push([
        clock.tick,
        world.evaluatorIds[row],
        EVALUATOR_KINDS[firm[row]],
        world.jurisdictions[home[row]],
        teams[row],
        busy[row],
        world.auditFee,
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
        const release = market.accessible(row, c);
        if (s === 0 && release < 0) continue;
        stepped.shares.push([
          clock.tick,
          world.developerIds[row],
          world.jurisdictions[Math.floor(c / SEGMENTS.length)],
          SEGMENTS[c % SEGMENTS.length],
          s,
          potential[c] * s * world.developers.column.price[row],
          potential[c],
          market.choice(row, c),
          release < 0 ? NaN : world.releases.column.capability[release],
          NESTS[world.developers.column.nest[row]],
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
        column.trainingCost[r],
        column.trained[r],
        column.tested[r],
        column.homePublic[r],
        column.totalExposure[r],
        column.defects[r],
        column.variants[r],
        column.staffCost[r],
        column.feeCost[r],
        column.remediationCost[r],
        column.delayCost[r],
        column.delayCostAfter[r],
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
        column.uncleared[place],
        column.leftGate[place],
        Number.isNaN(column.submitted[place]) ? NaN : column.caught[place],
        column.criticalIn[place],
        column.criticalOut[place],
        column.served[place],
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
      column.withdrawn[r],
      column.floor[r],
      column.clockStart[r],
      column.due[r],
      column.expired[r],
      column.planned[r],
      column.delivered[r],
      column.findings[r],
      column.critical[r],
      column.evaluator[r] < 0 ? '' : world.evaluatorIds[column.evaluator[r]],
      column.evaluator[r] < 0 ? NaN : column.fee[r],
      column.score[r],
      column.reported[r],
      column.threshold[r],
      column.backchecked[r],
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
      column.damages[r],
    ]);
  }

  function inspectionRows(): Rows {
    const {column, rows} = world.inspections;
    return Array.from({length: rows}, (_, r) => [
      column.day[r],
      world.developerIds[column.developer[r]],
      kindOf(column.developer[r]),
      homeOf(column.developer[r]),
      world.jurisdictions[column.jurisdiction[r]],
      SEGMENTS[column.segment[r]],
      column.violation[r],
      column.detected[r],
      column.fine[r],
    ]);
  }

  const dealRows = (): Rows =>
    view.deals.map(({day, developer, amount, mega}) => [
      day,
      world.developerIds[developer],
      homeOf(developer),
      amount,
      mega ? 1 : 0,
    ]);

  function raceRows(): Rows {
    const {alone, epochs} = view.race;
    if (alone) return [[0, NaN, alone.residual, alone.welfare, alone.winnerSafety, alone.unsafeShare]];
    return epochs.map(({day, prize, residual, welfare}) => [day, prize, residual, welfare, NaN, NaN]);
  }

  const rowsOf: Record<TableId, () => Rows> = {
    deals: dealRows,
    race: raceRows,
    releases: releaseRows,
    clearances: clearanceRows,
    evaluations: evaluationRows,
    incidents: incidentRows,
    inspections: inspectionRows,
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
      if (wanted.includes('authorities')) authoritiesOfStep();
      if (wanted.includes('developers')) developersOfStep();
      if (wanted.includes('evaluators')) evaluatorsOfStep();
      if (wanted.includes('shares')) sharesOfStep();
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

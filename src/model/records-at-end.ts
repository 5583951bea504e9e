import {releaseName} from './launch.ts';
import type {View} from './outcome.ts';
import type {Rows} from './record.ts';
import {homeOf, kindOf} from './record-names.ts';
import {SEGMENTS} from './segments.ts';
import {CLEARANCE, DEFECT_CLASSES, type World} from './world.ts';

/** Rows of the table `releases`. */
export function releaseRows(world: World): Rows {
  const {column, rows} = world.releases;
  return Array.from({length: rows}, (_, r) => {
    const developer = column.developer[r];
    return [
      releaseName(world, r),
      world.developerIds[developer],
      kindOf(world, developer),
      homeOf(world, developer),
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

/** Rows of the table `clearances`. */
export function clearanceRows(world: World): Rows {
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
      Number.isNaN(column.submitted[place]) ? NaN : column.later[place],
      column.served[place],
    ]);
  }
  return list;
}

/** Rows of the table `evaluations`. */
export function evaluationRows(world: World): Rows {
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

/** Rows of the table `incidents`. */
export function incidentRows(world: World): Rows {
  const {column, rows} = world.incidents;
  return Array.from({length: rows}, (_, r) => [
    column.day[r],
    releaseName(world, column.release[r]),
    world.developerIds[column.developer[r]],
    kindOf(world, column.developer[r]),
    DEFECT_CLASSES[column.class[r]],
    world.jurisdictions[column.jurisdiction[r]],
    column.severity[r],
    column.reported[r],
    column.severe[r],
    column.damages[r],
  ]);
}

/** Rows of the table `inspections`. */
export function inspectionRows(world: World): Rows {
  const {column, rows} = world.inspections;
  return Array.from({length: rows}, (_, r) => [
    column.day[r],
    world.developerIds[column.developer[r]],
    kindOf(world, column.developer[r]),
    homeOf(world, column.developer[r]),
    world.jurisdictions[column.jurisdiction[r]],
    SEGMENTS[column.segment[r]],
    column.violation[r],
    column.detected[r],
    column.fine[r],
  ]);
}

/** Rows of the table `deals`. */
export const dealRows = ({world, deals}: View): Rows =>
  deals.map(({day, developer, amount, mega}) => [
    day,
    world.developerIds[developer],
    homeOf(world, developer),
    amount,
    mega ? 1 : 0,
  ]);

/** Rows of the table `race`. */
export function raceRows({race}: View): Rows {
  const {alone, epochs} = race;
  if (alone) return [[0, NaN, alone.residual, alone.welfare, alone.winnerSafety, alone.unsafeShare]];
  return epochs.map(({day, prize, residual, welfare}) => [day, prize, residual, welfare, NaN, NaN]);
}

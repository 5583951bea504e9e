import {placeOfSupply} from './hosting.ts';
import {releaseName} from './launch.ts';
import type {Rows} from './record.ts';
import {kindOf} from './record-names.ts';
import {LEAKS, NESTS, type World} from './world.ts';

/** Rows of the table `leaks`. */
export function leakRows(world: World): Rows {
  const {column, rows} = world.leaks;
  const {developer} = world.releases.column;
  return Array.from({length: rows}, (_, row) => [
    column.day[row],
    releaseName(world, column.release[row]),
    kindOf(world, developer[column.release[row]]),
    world.jurisdictions[column.jurisdiction[row]],
    LEAKS[column.channel[row]],
  ]);
}

/** Adds the rows of the table `hosting` for a step. */
export function addHosting(world: World, step: number, rows: Rows): void {
  const {developers, releases} = world;
  const {developer, use} = releases.column;
  const J = world.jurisdictions.length;
  const total = new Float64Array(developers.rows * J);
  for (let n = 0; n < releases.liveCount; n++) {
    const release = releases.live[n];
    for (let j = 0; j < J; j++) total[developer[release] * J + j] += use[release * J + j];
  }
  for (let at = 0; at < total.length; at++) {
    if (total[at] === 0) continue;
    const row = Math.floor(at / J);
    rows.push([
      step,
      world.developerIds[row],
      kindOf(world, row),
      NESTS[developers.column.nest[row]],
      world.jurisdictions[at % J],
      world.jurisdictions[placeOfSupply(world, row, at % J)],
      developers.column.conceal[row],
      total[at],
    ]);
  }
}

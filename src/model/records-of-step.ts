import type {Clock} from '../engine/kernel.ts';
import {EVALUATOR_KINDS} from './input.ts';
import type {Market} from './market.ts';
import type {Rows} from './record.ts';
import {homeOf, kindOf} from './record-names.ts';
import {SEGMENTS} from './segments.ts';
import {stringencyOf} from './stringency.ts';
import {NESTS, type World} from './world.ts';

/** Adds the rows of the table `developers` for a step. */
export function addDevelopers(world: World, step: number, rows: Rows): void {
  const {cash, revenue, price, compliance, fines, finesExpected, liability, spending, capability, born, open} =
    world.developers.column;
  const {margin, rd, safetySpend, safety} = world.developers.column;
  const use = useOfStep(world);
  for (let n = 0; n < world.developers.liveCount; n++) {
    const row = world.developers.live[n];
    rows.push([
      step,
      world.developerIds[row],
      kindOf(world, row),
      homeOf(world, row),
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

/** Adds the rows of the table `authorities` for a step. */
export function addAuthorities(world: World, step: number, rows: Rows): void {
  const {stringency, rung} = world.authorities.column;
  world.regimes.forEach((regime, j) => {
    rows.push([
      step,
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

/** Adds the rows of the table `evaluators` for a step. */
export function addEvaluators(world: World, clock: Clock, rows: Rows): void {
  const {firm, home, accredited, teams, busy} = world.evaluators.column;
  for (let n = 0; n < world.evaluators.liveCount; n++) {
    const row = world.evaluators.live[n];
    if (accredited[row] > clock.from) continue;
    rows.push([
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

/** Adds the rows of the table `shares` for a step. */
export function addShares(world: World, market: Market, step: number, rows: Rows): void {
  const share = market.share();
  const potential = market.spend();
  const cells = potential.length;
  for (let n = 0; n < world.developers.liveCount; n++) {
    const row = world.developers.live[n];
    for (let c = 0; c < cells; c++) {
      const s = share[row * cells + c];
      const release = market.accessible(row, c);
      if (s === 0 && release < 0) continue;
      rows.push([
        step,
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

/** Use of every developer's releases in the step, M user-weeks. */
function useOfStep(world: World): Float64Array {
  const {exposure, developer} = world.releases.column;
  const use = new Float64Array(world.developers.rows);
  for (let n = 0; n < world.releases.liveCount; n++) {
    const release = world.releases.live[n];
    use[developer[release]] += exposure[release];
  }
  return use;
}

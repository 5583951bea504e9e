import {createAgenda} from '../../engine/agenda.ts';
import {exponential} from '../../numeric/distributions.ts';
import type {Playing, Run} from '../mechanism.ts';
import {EVERYONE, SEGMENTS} from '../segments.ts';
import type {ActiveRegime} from '../world.ts';
import {enforcement} from './enforcement.ts';
import {type Evasion, MODE} from './evasion.ts';

const DAYS = 365.25;
const ALL = -1; // every segment

/**
 * Plays inspections and what follows from a violation that is seen.
 *
 * Inspections of a developer in a jurisdiction come as waiting times on its accumulated hazard, so its n-th inspection
 * there has the same luck under every policy. Reads violations, regimes, revenue, cash. Writes fines, finesExpected,
 * excluded and trust of developers, the inspections table. Draws a waiting time, a segment and an eye per inspection.
 */
export function playEnforcement(run: Run, evasion: Evasion): Playing {
  const {world, clock} = run;
  const {developers, inspections} = world;
  const J = world.jurisdictions.length;
  const {beliefs, sanctions, caught} = evasion;
  const rates = SEGMENTS.map((id) => run.member('inspection.rate', id));
  const sensitivity = run.number('inspection.sensitivity');
  const reach = run.number('evasion.reach');
  const trustLoss = run.number('evasion.trust_loss');
  const targetDays = run.number('inspection.escalation_days');
  const exclusionDays = run.number('sanction.exclusion_days');
  const exportDays = run.number('sanction.export_days');
  const own = developers.extend({
    hazard: ['f64', 'jurisdiction'],
    due: ['f64', 'jurisdiction'], // 0 until the first wait is drawn
    inspected: ['i32', 'jurisdiction'],
  });
  const returns = createAgenda(); // ends of exclusions
  let charged = false; // some fine was booked in the step before

  const nextDue = (row: number, j: number): number => exponential(luck(row, j));

  function luck(row: number, j: number) {
    const {idLow, idHigh} = developers;
    const ordinal = own.column.inspected[row * J + j];
    return run.draws.at(idLow[row], idHigh[row], world.drawKeys[j] | ordinal, enforcement.decisions.inspection);
  }

  function inspect(row: number, j: number, regime: ActiveRegime, day: number): void {
    const at = row * J + j;
    const draws = luck(row, j);
    exponential(draws); // the waiting time, drawn when the wait began
    let left = draws.uniform() * sumOfRates();
    let z = 0;
    while (z < rates.length - 1 && (left -= rates[z]) >= 0) z++;
    const place = developers.column.violation[at] - 1;
    const mode = developers.column.mode[at];
    const violates = place >= 0 && (maskOf(place, mode) & (1 << z)) !== 0;
    const sees = draws.uniform() < sensitivity * evasion.visible[mode];
    beliefs.see(row, j);
    const item = inspections.add(developers.idLow[row], own.column.inspected[at]);
    const {column} = inspections;
    column.day[item] = day;
    column.developer[item] = row;
    column.jurisdiction[item] = j;
    column.segment[item] = z;
    column.violation[item] = violates ? 1 : 0;
    if (!violates || !sees) return;
    column.detected[item] = 1;
    column.fine[item] = sanctions.fine(row, regime) * (mode === MODE.elsewhere ? reach : 1);
    developers.column.fines[row] += column.fine[item];
    charged = true;
    punish(row, j, regime, place, day);
    run.trace?.({
      day,
      what: 'violation seen',
      who: world.developerIds[row],
      where: world.jurisdictions[j],
      detail: {segment: SEGMENTS[z], fine_usd_m: column.fine[item]},
    });
  }

  /** Segments in which a violation may be found: all of them, once the weights are out. */
  const maskOf = (place: number, mode: number): number =>
    mode === MODE.nameless ? EVERYONE : world.releases.column.evading[place];

  function sumOfRates(): number {
    let total = 0;
    for (const each of rates) total += each;
    return total;
  }

  function punish(row: number, j: number, regime: ActiveRegime, place: number, day: number): void {
    developers.column.trust[row] -= trustLoss;
    beliefs.target(row, j, day + targetDays);
    const mode = developers.column.mode[row * J + j];
    if (mode === MODE.elsewhere) return; // beyond reach
    if (mode === MODE.nameless && world.releases.column.evading[place] === 0) return; // nobody recalls weights
    caught.push(place);
    if (regime.sanctions.includes('exclusion')) exclude(row, j, day + exclusionDays);
    if (regime.sanctions.includes('export_control') && developers.column.home[row] === j) {
      for (let k = 0; k < J; k++) if (k !== j) exclude(row, k, day + exportDays);
    }
  }

  function exclude(row: number, j: number, until: number): void {
    const {excluded} = developers.column;
    excluded[row * J + j] = Math.max(excluded[row * J + j], until);
    returns.put(until, 0, row, j);
    run.market.accessChanged(row, j);
  }

  /** Fines that the violations of the step lead to on average. */
  function expectFines(row: number, j: number, regime: ActiveRegime, days: number): void {
    const at = row * J + j;
    const place = developers.column.violation[at] - 1;
    if (place < 0) return;
    const mode = developers.column.mode[at];
    const rate = beliefs.rate(row, j, maskOf(place, mode)) * sensitivity * evasion.visible[mode];
    const fine = sanctions.fine(row, regime) * (mode === MODE.elsewhere ? reach : 1);
    developers.column.finesExpected[row] += ((rate * days) / DAYS) * fine;
    charged = true;
  }

  function play(row: number, j: number, regime: ActiveRegime, days: number): void {
    const at = row * J + j;
    const {column} = own;
    expectFines(row, j, regime, days);
    const rate = beliefs.rate(row, j, ALL) / DAYS;
    if (rate === 0) return;
    if (column.due[at] === 0) column.due[at] = nextDue(row, j);
    const before = column.hazard[at];
    beliefs.wait(row, j, days);
    column.hazard[at] += rate * days;
    while (column.hazard[at] >= column.due[at]) {
      inspect(row, j, regime, clock.from + Math.max((column.due[at] - before) / rate, 0));
      column.inspected[at]++;
      column.due[at] += nextDue(row, j);
    }
  }

  return {
    begin() {
      evasion.begin();
      returns.clear();
      charged = false;
    },
    step() {
      if (charged) {
        developers.column.fines.fill(0, 0, developers.rows);
        developers.column.finesExpected.fill(0, 0, developers.rows);
        charged = false;
      }
      if (!evasion.on) return;
      while (returns.take(clock.to)) run.market.accessChanged(returns.a, returns.b);
      const days = clock.to - clock.from;
      for (let j = 0; j < J; j++) {
        const regime = world.regimes[j];
        if (regime === null || regime.stages.length === 0 || regime.binding === 'voluntary') continue;
        for (let n = 0; n < developers.liveCount; n++) {
          const row = developers.live[n];
          if (developers.column.bound[row * J + j] === 1) play(row, j, regime, days);
        }
      }
    },
  };
}

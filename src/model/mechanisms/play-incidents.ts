import {createAgenda} from '../../engine/agenda.ts';
import {exp} from '../../numeric/exp.ts';
import {exponential, truncatedPareto} from '../../numeric/distributions.ts';
import {releaseName} from '../launch.ts';
import type {Playing, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASSES, CLEARANCE, DEFECT_CLASSES} from '../world.ts';
import {discover, remove} from './discovery.ts';
import {incidents} from './incidents.ts';

const MONTH = 30.4375; // days
const LOOK_AGAIN = 200; // expert-hours: a gate may have hidden a trigger defect again meanwhile

/**
 * Plays what happens in use: incidents, discovery by users, patches.
 *
 * Incidents come as waiting times on a release's accumulated hazard, so the n-th incident of a release
 * has the same luck under every policy. Reads exposure, access, hazard.
 * Writes incidents, defects, effort, trust. Draws a waiting time and a nature per incident, and one waiting
 * time per patch.
 */
export function playIncidents(run: Run): Playing {
  const {world, clock} = run;
  const {releases, developers, defects} = world;
  const J = world.jurisdictions.length;
  const scale = DEFECT_CLASSES.map((name) => run.member('incidents.scale', name));
  const onset = run.number('incidents.drift_onset') * MONTH;
  const reporting = run.number('incidents.reporting');
  const patchDays = run.number('incidents.patch_days');
  const userEffort = run.number('users.skill') * run.number('users.hours') * 1e6; // per M user-weeks
  const trustLoss = run.number('trust.loss');
  const forget = 0.6931471805599453 / (run.number('trust.half_life') * 365.25); // per day
  const alpha = run.number('severity.alpha');
  const least = run.number('severity.minimum');
  const cap = run.number('severity.cap');
  const severe = run.number('severity.severe');
  const drift = DEFECT_CLASSES.indexOf('drift');
  const patches = createAgenda();
  const own = releases.extend({hazard: 'f64', due: 'f64', incidents: 'i32', lookAt: 'f64'});
  const rates = new Float64Array(CLASSES);

  /** How far drift defects show after this long in use, 0 to 1. */
  const showing = (age: number): number => (onset === 0 ? 1 : Math.min(Math.max((age - onset) / onset, 0), 1));

  function due(release: number): number {
    const {idLow, idHigh} = releases;
    return exponential(
      run.draws.at(idLow[release], idHigh[release], own.column.incidents[release], incidents.decisions.wait),
    );
  }

  function patchLater(defect: number, day: number): void {
    const release = defects.column.release[defect];
    const draws = run.draws.at(
      releases.idLow[release],
      releases.idHigh[release],
      defect - releases.column.firstDefect[release],
      incidents.decisions.patch,
    );
    patches.put(day + patchDays * exponential(draws), 0, defect, 0);
    if (defects.column.class[defect] > 0) tellGate(release);
  }

  function tellGate(release: number): void {
    for (let j = 0; j < J; j++) {
      if (releases.column.clearance[release * J + j] !== CLEARANCE.gate) continue;
      world.criticalReports.push(release);
      return;
    }
  }

  /** The defect behind an incident: drawn by its hazard among those in the field. */
  function culprit(release: number, k: number, u: number): number {
    const {firstDefect, defects: counts} = releases.column;
    const {class: classOf, removed} = defects.column;
    let left = u * (rates[k] / scale[k]);
    let last = -1;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (classOf[row] !== k || !Number.isNaN(removed[row])) continue;
      last = row;
      left -= weightOf(row);
      if (left < 0) break;
    }
    return last;
  }

  function strike(release: number, day: number, total: number): void {
    const draws = run.draws.at(
      releases.idLow[release],
      releases.idHigh[release],
      own.column.incidents[release],
      incidents.decisions.nature,
    );
    let pick = draws.uniform() * total;
    let k = 0;
    while (k < CLASSES - 1 && (pick -= rates[k]) >= 0) k++;
    const harm = truncatedPareto(draws, alpha, least, cap);
    const isReported = draws.uniform() < reporting;
    const defect = culprit(release, k, draws.uniform());
    const where = whereOf(release, draws.uniform());
    const row = world.incidents.add(releases.idLow[release], own.column.incidents[release]);
    const {column} = world.incidents;
    const developer = releases.column.developer[release];
    column.day[row] = day;
    column.release[row] = release;
    column.developer[row] = developer;
    column.class[row] = k;
    column.severity[row] = harm;
    column.reported[row] = isReported ? 1 : 0;
    column.severe[row] = harm >= severe ? 1 : 0;
    column.jurisdiction[row] = where;
    if (isReported && harm >= severe) developers.column.trust[developer] -= trustLoss;
    run.trace?.({
      day,
      what: 'incident',
      who: releaseName(world, release),
      where: world.jurisdictions[where],
      detail: {class: DEFECT_CLASSES[k], severity_usd_m: harm, reported: isReported ? 1 : 0},
    });
    if (isReported && defect >= 0 && Number.isNaN(defects.column.found[defect])) {
      defects.column.found[defect] = day;
      patchLater(defect, day);
    }
  }

  /** Where an incident happens: drawn by where the release was used in the step. */
  function whereOf(release: number, u: number): number {
    const {use, exposure} = releases.column;
    let left = u * exposure[release];
    let last = 0;
    for (let j = 0; j < J; j++) {
      if (use[release * J + j] === 0) continue;
      last = j;
      left -= use[release * J + j];
      if (left < 0) break;
    }
    return last;
  }

  /** Hazard of a defect now: drift defects show only after long use, counted over all releases that carried them. */
  function weightOf(defect: number): number {
    const {rate, class: classOf, since, release} = defects.column;
    if (classOf[defect] !== drift) return rate[defect];
    const begun = Number.isNaN(since[defect]) ? releases.column.firstUse[release[defect]] : since[defect];
    return rate[defect] * showing(clock.to - begun);
  }

  /** Hazard of a release's drift defects now. */
  function driftHazard(release: number): number {
    const {firstDefect, defects: counts} = releases.column;
    const {class: classOf, removed} = defects.column;
    let sum = 0;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (classOf[row] === drift && Number.isNaN(removed[row])) sum += weightOf(row);
    }
    return sum;
  }

  /** Least effort that would find another defect of a release. */
  function nearest(release: number): number {
    const {firstDefect, defects: counts, effort} = releases.column;
    const {found, foundAt, channel} = defects.column;
    let least = Infinity;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (!Number.isNaN(found[row])) continue;
      least = Math.min(least, foundAt[row] - effort[release * CHANNELS.length + channel[row]]);
    }
    return least;
  }

  function expose(release: number, days: number): void {
    const {exposure, hazard, totalExposure, effort} = releases.column;
    const {column} = own;
    const use = exposure[release];
    totalExposure[release] += use;
    const quiet = hazard[release * CLASSES + drift];
    const loud = quiet > 0 ? driftHazard(release) : 0;
    const drifting = quiet > 0 ? loud / quiet : 0;
    let total = 0;
    for (let k = 0; k < CLASSES; k++) {
      const rate = scale[k] * (k === drift ? loud : hazard[release * CLASSES + k]);
      rates[k] = rate;
      total += rate;
    }
    if (total > 0) {
      if (column.due[release] === 0) column.due[release] = due(release);
      const before = column.hazard[release];
      column.hazard[release] += total * use;
      while (column.hazard[release] >= column.due[release]) {
        const part = (column.due[release] - before) / (total * use);
        strike(release, clock.from + Math.max(part, 0) * days, total);
        column.incidents[release]++;
        column.due[release] += due(release);
      }
    }
    const at = release * CHANNELS.length;
    const learned = userEffort * use;
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      effort[at + channel] += channel === CHANNEL.drift ? learned * drifting : learned;
    }
    // No channel gains more than the first, so nothing can be found before that has gained what the nearest defect needs.
    const spent = effort[at + CHANNEL.shallow];
    if (spent < column.lookAt[release]) return;
    discover(world, release, clock.to, (defect) => {
      patchLater(defect, clock.to);
    });
    column.lookAt[release] = spent + Math.min(nearest(release), LOOK_AGAIN);
  }

  /** Takes patched defects out of the field. A trigger that survived retraining is hidden again: nothing to patch. */
  function patch(until: number): void {
    while (patches.take(until)) {
      if (!Number.isNaN(defects.column.found[patches.a])) remove(world, patches.a, patches.day);
    }
  }

  return {
    begin() {
      patches.clear();
    },
    step() {
      const days = clock.to - clock.from;
      // Patches of the first half of the step act before its use, the others after: on average right.
      patch(clock.from + days / 2);
      const {exposure} = releases.column;
      for (let n = 0; n < releases.liveCount; n++) {
        const release = releases.live[n];
        if (exposure[release] > 0) expose(release, days);
      }
      patch(clock.to);
      const {trust} = developers.column;
      const kept = exp(-forget * days);
      for (let n = 0; n < developers.liveCount; n++) trust[developers.live[n]] *= kept;
    },
  };
}

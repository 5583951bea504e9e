import {createAgenda} from '../../engine/agenda.ts';
import {childId} from '../../numeric/entity-id.ts';
import {exp} from '../../numeric/exp.ts';
import {exponential, truncatedPareto} from '../../numeric/distributions.ts';
import {releaseName} from '../launch.ts';
import type {Playing, Run} from '../mechanism.ts';
import {CHANNEL, CHANNELS, CLASSES, CLEARANCE, DEFECT_CLASSES} from '../world.ts';
import {discover} from './discovery.ts';
import {incidents} from './incidents.ts';
import {createMending} from './mending.ts';
import {createMisuse} from './misuse.ts';

const MONTH = 30.4375; // days
/** Kind word of an incident in its id; a defect is 101. */
const INCIDENT_KIND = 102;
const LOOK_AGAIN = 200; // expert-hours: a gate may have hidden a trigger defect again meanwhile

/** How far drift defects show this long after they came into use, 0 to 1; both ages in the same unit. */
export const showing = (age: number, onset: number): number =>
  onset === 0 ? 1 : Math.min(Math.max((age - onset) / onset, 0), 1);

/**
 * Plays what happens in use: incidents, discovery by users, patches.
 *
 * Incidents come as waiting times of each defect, in use of its release, so the n-th incident of a defect has the same
 * luck under every policy and whatever else is found. Reads exposure, clearance. Writes incidents, defects, effort,
 * heard, trust. Draws a waiting time and a nature per incident, one waiting time per patch, and what mending draws.
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
  const worthOf = createMisuse(run);
  const mend = createMending(run);
  const patches = createAgenda();
  const id = new Int32Array(2);
  const own = releases.extend({
    ready: 'u8',
    used: 'f64', // use so far, M user-weeks weighted by its worth for incidents
    nextAt: 'f64', // `used` before which no defect strikes
    lookAt: 'f64', // effort before which nothing more is found
  });
  const struck = defects.extend({
    strikes: 'i32',
    strikeAt: 'f64', // `used`, of drift defects `shown`, at which it strikes next
    shown: 'f64', // of a drift defect: use so far, weighted by how far it showed
  });

  /** Points draws at the next strike of a defect in its release. */
  const drawsOf = (defect: number, decision: number): Run['draws'] =>
    run.draws.at(
      defects.idLow[defect],
      defects.idHigh[defect],
      (releases.idLow[defects.column.release[defect]] + struck.column.strikes[defect]) | 0,
      decision,
    );

  /** Worth of use until the next strike of a defect. */
  const wait = (defect: number): number =>
    exponential(drawsOf(defect, incidents.decisions.wait)) /
    (defects.column.rate[defect] * scale[defects.column.class[defect]]);

  /** Notes the first serious defect that shows in use in each jurisdiction whose gate had cleared the release. */
  function noteLater(release: number, day: number): void {
    const {clearance, submitted, leftGate, later} = releases.column;
    for (let place = release * J; place < (release + 1) * J; place++) {
      if (clearance[place] !== CLEARANCE.cleared || Number.isNaN(submitted[place])) continue;
      if (Number.isNaN(later[place]) && day >= leftGate[place]) later[place] = day;
    }
  }

  function patchLater(defect: number, day: number): void {
    const release = defects.column.release[defect];
    if (defects.column.class[defect] > 0) noteLater(release, day);
    if (releases.column.unpatched[release] === 1) return;
    const retrained = defects.column.retrained[defect];
    const draws = run.draws.at(
      defects.idLow[defect],
      defects.idHigh[defect],
      (releases.idLow[release] + retrained) | 0,
      incidents.decisions.patch,
    );
    patches.put(day + patchDays * exponential(draws), 0, defect, retrained);
    if (defects.column.class[defect] > 0) tellGate(release);
  }

  function tellGate(release: number): void {
    for (let j = 0; j < J; j++) {
      if (releases.column.clearance[release * J + j] !== CLEARANCE.gate) continue;
      world.criticalReports.push(release);
      return;
    }
  }

  /** Whether a strike meets none of the copies that no patch reaches; reads the last number of its nature alone. */
  function isPatched(release: number, defect: number): boolean {
    if (Number.isNaN(defects.column.removed[defect])) return false;
    const draws = drawsOf(defect, incidents.decisions.nature).skip(4); // harm and report
    draws.uniform(); // where
    return draws.uniform() >= releases.column.unpatched[release];
  }

  function strike(release: number, defect: number, day: number): void {
    // What was patched in use strikes on, on the derivatives that no patch reaches: few of its strikes have a nature.
    if (isPatched(release, defect)) {
      struck.column.strikes[defect]++;
      return;
    }
    const draws = drawsOf(defect, incidents.decisions.nature);
    const harm = truncatedPareto(draws, alpha, least, cap);
    const isReported = draws.uniform() < reporting;
    const where = whereOf(release, draws.uniform());
    const ordinal = struck.column.strikes[defect]++;
    childId(id, defects.idLow[defect], defects.idHigh[defect], releases.idLow[release], ordinal, INCIDENT_KIND);
    const row = world.incidents.add(id[0], id[1]);
    const {column} = world.incidents;
    const k = defects.column.class[defect];
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
    if (isReported && Number.isNaN(defects.column.found[defect])) {
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

  /** First day on which a release that carried a defect's line was in use. */
  function inUseSince(defect: number): number {
    let first = Infinity;
    for (let row = defect; row >= 0; row = defects.column.ancestor[row]) {
      const day = releases.column.firstUse[defects.column.release[row]];
      if (day < first) first = day;
    }
    return first;
  }

  function prepare(release: number): void {
    const {firstDefect, defects: counts} = releases.column;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      struck.column.strikeAt[row] = wait(row);
    }
    own.column.ready[release] = 1;
  }

  /** Lets the defects of a release strike whose time has come; drift defects have their own. */
  function strikeAll(release: number, worth: number, days: number): void {
    const {firstDefect, defects: counts, unpatched, firstUse} = releases.column;
    const {class: classOf, removed} = defects.column;
    const used = own.column.used[release];
    let next = Infinity;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (classOf[row] === drift) continue;
      if (!Number.isNaN(removed[row]) && (unpatched[release] === 0 || !(removed[row] > firstUse[release]))) continue;
      next = Math.min(next, strikeUntil(release, row, used, worth, days));
    }
    own.column.nextAt[release] = next;
  }

  /** Lets a defect strike until its clock, which moved by `step` in these days, shows `now`; returns when it will next. */
  function strikeUntil(release: number, defect: number, now: number, step: number, days: number): number {
    const {strikeAt} = struck.column;
    while (strikeAt[defect] <= now) {
      const part = Math.min(Math.max(1 - (now - strikeAt[defect]) / step, 0), 1);
      strike(release, defect, Math.min(clock.from + part * days, clock.to - 1e-9 * days));
      strikeAt[defect] += wait(defect);
    }
    return strikeAt[defect];
  }

  /** Lets drift defects strike: they show only after long use. Returns the share of their hazard that shows. */
  function drifted(release: number, worth: number, days: number): number {
    const {firstDefect, defects: counts, hazard} = releases.column;
    const {class: classOf, removed, rate} = defects.column;
    let sum = 0;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (classOf[row] !== drift || !Number.isNaN(removed[row])) continue;
      const shown = showing(clock.to - inUseSince(row), onset);
      if (shown === 0) continue;
      sum += rate[row] * shown;
      struck.column.shown[row] += worth * shown;
      strikeUntil(release, row, struck.column.shown[row], worth * shown, days);
    }
    return Math.min(sum / hazard[release * CLASSES + drift], 1);
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
    const {exposure, hazard, totalExposure, effort, heard, firstUse, misuse} = releases.column;
    const {column} = own;
    const use = exposure[release];
    totalExposure[release] += use;
    if (column.ready[release] === 0) prepare(release);
    const worth = (1 + misuse[release]) * worthOf(release) * use;
    column.used[release] += worth;
    if (column.used[release] >= column.nextAt[release]) strikeAll(release, worth, days);
    const drifting =
      hazard[release * CLASSES + drift] > 0
        ? drifted(release, worth, days)
        : showing(clock.to - firstUse[release], onset);
    // A report finds a defect as expert-hours would: at kappa x use x phi x the chance that it is made.
    for (let k = 0; k < CLASSES; k++) {
      heard[release * CLASSES + k] += scale[k] * reporting * worth * (k === drift ? drifting : 1);
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

  /** Mends what is due. What a gate retrained meanwhile, and hid or found anew, has another patch to wait for. */
  function patch(until: number): void {
    const {found, removed, retrained, release} = defects.column;
    while (patches.take(until)) {
      const defect = patches.a;
      if (Number.isNaN(found[defect]) || !Number.isNaN(removed[defect]) || retrained[defect] !== patches.b) continue;
      if (!mend(defect, patches.day)) own.column.lookAt[release[defect]] = 0;
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

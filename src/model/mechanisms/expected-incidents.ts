import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';
import {CHANNELS, CLASS_OF_CHANNEL, CLASSES, DEFECT_CLASSES} from '../world.ts';
import {createDetection} from './detection.ts';
import {showing} from './play-incidents.ts';
import {createPosterior} from './posterior.ts';

const MONTH = 365.25 / 12;

/** Where neither reports nor users find anything, this share of incidents stands for none. */
const SCARCELY = 1e-3;

const QUANTILES = 4; // of the times of finds

/** What an insurer expects to happen, use by use. */
export interface ExpectedIncidents {
  /** Looks at what is known of a release, for so many days of so many M user-weeks a day. */
  look(release: number, daily: number, days: number): void;
  /** Incidents expected in its next use, M user-weeks, since it was looked at. */
  of(release: number, use: number): number;
}

/**
 * Makes the expectation of incidents.
 *
 * What use strikes it also finds, and what is found is patched soon. A hidden defect strikes kappa phi times a unit of
 * use and is found r phi times, so that for each find kappa/r strikes come, the loud ones first; between the hazard of
 * now and the sum over all days, strikes of hidden defects fall as a hyperbola. A known defect strikes on until it is
 * patched; what drifts shows late.
 * Reads what is known of releases, not their hidden defects. Writes and draws nothing.
 */
export function createExpectedIncidents(run: Run): ExpectedIncidents {
  const {releases, defects} = run.world;
  const {clock} = run;
  const posterior = createPosterior(run);
  const detection = createDetection(run);
  const scale = DEFECT_CLASSES.map((name) => run.member('incidents.scale', name));
  const reporting = Math.max(run.number('incidents.reporting'), SCARCELY);
  const userEffort = run.number('users.skill') * run.number('users.hours') * 1e6; // per M user-weeks
  const patchDays = run.number('incidents.patch_days');
  const onset = run.number('incidents.drift_onset') * MONTH;
  const drift = DEFECT_CLASSES.indexOf('drift');
  const own = releases.extend({
    even: 'f64', // strikes per M user-weeks of known and drifting defects
    first: 'f64', // of hidden ones at the look
    fall: 'f64', // of these, per M user-weeks
    used: 'f64', // since the look, M user-weeks
    looked: 'u8', // 1 once it was looked at
    reached: ['f64', 'channel'], // effort at the last look
  });
  let found = 0; // effort of all use to come
  let shows: number; // day for which drift is asked
  let asked: number;

  const effortOn = (): number => found;
  function driftEffortOn(birth: number): number {
    const {firstUse} = releases.column;
    const since = Number.isNaN(firstUse[birth]) ? firstUse[asked] : firstUse[birth];
    return found * showing(shows - since, onset);
  }

  /** Days out of `days` in which a defect that is known at their beginning is in the field. */
  const lag = (days: number): number => (patchDays > 0 ? patchDays * (1 - exp(-days / patchDays)) : 0);

  /** Mean days in the field, out of `days`, of what is found in them: more the earlier finds come, and loud ones do. */
  function daysAfter(release: number, days: number, steep: number): number {
    let sum = 0;
    const fallen = 1 - 1 / ((1 + steep) * (1 + steep));
    for (let n = 0; n < QUANTILES; n++) {
      const p = (n + 0.5) / QUANTILES;
      const at = steep > 0 ? (1 / Math.sqrt(1 - p * fallen) - 1) / steep : p; // share of the days that have passed
      sum += releases.column.unpatched[release] === 1 ? days * (1 - at) : lag(days * (1 - at));
    }
    return sum / QUANTILES;
  }

  /** Mean rate of a defect of a channel that was found, `times` before, since the last look. */
  function rateOfFind(release: number, channel: number, times: number): number {
    const effort = detection.spent(release, channel);
    const {looked, reached} = own.column;
    const before = looked[release] === 1 ? reached[release * CHANNELS.length + channel] : effort;
    const [was, is] = [detection.missed(channel, before), detection.missed(channel, effort)];
    if (times > 0 || was - is < 1e-9 * was) return detection.rate(channel, effort, times + 1);
    return (was * detection.rate(channel, before, 0) - is * detection.rate(channel, effort, 0)) / (was - is);
  }

  /** Strikes per M user-weeks a day, over so many days, of the defects of a release that are known. */
  function known(release: number, days: number): number {
    const {firstDefect, defects: counts, unpatched, firstUse} = releases.column;
    const {class: classOf, found: day, removed, retrained, channel} = defects.column;
    let strikes = 0;
    for (let row = firstDefect[release]; row < firstDefect[release] + counts[release]; row++) {
      if (Number.isNaN(day[row])) continue;
      const mended = !Number.isNaN(removed[row]);
      if (mended && (unpatched[release] === 0 || classOf[row] === drift || !(removed[row] > firstUse[release])))
        continue;
      const strikeDays = mended ? unpatched[release] * days : unpatched[release] === 1 ? days : lag(days);
      const of = channel[row];
      strikes += scale[CLASS_OF_CHANNEL[of]] * rateOfFind(release, of, retrained[row]) * strikeDays;
    }
    return strikes;
  }

  function look(release: number, daily: number, days: number): void {
    const {misuse} = releases.column;
    const {even, first, fall, used, looked, reached} = own.column;
    const use = daily * days;
    const worth = 1 + misuse[release];
    asked = release;
    shows = clock.from + days / 2;
    let steady = known(release, days) * daily; // strikes in all
    let now = 0; // strikes per M user-weeks
    let falling = 0; // strikes in all
    let opened = 0; // kappa x rates of what is found, per day of it in the field
    for (let k = 0; k < CLASSES; k++) {
      if (scale[k] === 0) continue;
      const perUse = scale[k] * reporting * worth + userEffort;
      found = perUse * use;
      const {hazard, left, laterHazard, laterLeft} = posterior.prospect(
        k,
        release,
        k === drift ? driftEffortOn : effortOn,
      );
      const finds = left - laterLeft;
      const rates = hazard - laterHazard;
      opened += scale[k] * rates * daily;
      if (k === drift) steady += (scale[k] * finds) / perUse;
      else {
        now += scale[k] * hazard;
        falling += (scale[k] * finds) / perUse;
      }
    }
    const steep = falling > 0 ? Math.max((now * use) / falling - 1, 0) : 0; // over all days
    even[release] = (worth * (steady + opened * daysAfter(release, days, steep))) / use;
    first[release] = worth * now;
    fall[release] = steep / use;
    used[release] = 0;
    looked[release] = 1;
    for (let channel = 0; channel < CHANNELS.length; channel++)
      reached[release * CHANNELS.length + channel] = detection.spent(release, channel);
  }

  return {
    look,
    of(release, use) {
      const {even, first, fall, used} = own.column;
      const before = used[release];
      const to = before + use;
      used[release] = to;
      const hidden = (first[release] * use) / ((1 + fall[release] * before) * (1 + fall[release] * to));
      return hidden + even[release] * use;
    },
  };
}

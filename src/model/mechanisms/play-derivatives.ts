import {exp} from '../../numeric/exp.ts';
import type {Playing, Run} from '../mechanism.ts';
import {reaches} from '../threshold.ts';
import {NEST} from '../world.ts';

const DAYS = 365.25;
const EPOCH_DAYS = 28;

/**
 * Plays the making of derivatives of open weights, as numbers per release: no derivative is an agent.
 *
 * Duties act where a release is used; weights out of reach of a duty stay so. Reads releases, use, regimes, the open
 * frontier. Writes unpatched and misuse of releases with open weights. Draws nothing.
 */
export function playDerivatives(run: Run): Playing {
  const {world, clock} = run;
  const {releases, developers} = world;
  const J = world.jurisdictions.length;
  const rate = run.number('derivatives.rate') / DAYS;
  const half = run.number('derivatives.half');
  const most = run.number('derivatives.share');
  const extra = run.number('derivatives.unguarded') * run.number('derivatives.misuse');
  const quality = run.number('demand.quality');
  const watermark = run.number('duties.watermark');
  const monitored = run.number('duties.monitored');
  const licence = run.number('duties.licence');
  const own = releases.extend({derivatives: 'f64'});
  let nextEpoch = 0;

  function dutyOn(release: number, j: number): string {
    const regime = world.regimes[j];
    return regime !== null && reaches(world, regime.threshold, releases.column.flop[release])
      ? regime.open_weights
      : 'covered';
  }

  /** Share of misuse left by duties, by where a release is used. */
  function leftByDuties(release: number): number {
    const {use, exposure} = releases.column;
    if (exposure[release] === 0) return 1;
    let prevented = 0;
    for (let j = 0; j < J; j++) {
      const duty = dutyOn(release, j);
      const effect = duty === 'watermark' ? watermark : duty === 'covered' || duty === 'exempt' ? 0 : monitored;
      prevented += use[release * J + j] * effect;
    }
    return 1 - prevented / exposure[release];
  }

  /** Share of derivatives that are still made where some of their makers need a licence. */
  function unlicensed(release: number): number {
    let without = 0;
    for (let j = 0; j < J; j++) {
      const duty = dutyOn(release, j);
      if (duty === 'access_controlled' || duty === 'api_only') without += world.userShare[j];
    }
    return 1 - licence * Math.min(without, 1);
  }

  function grow(release: number, days: number): void {
    const {capability, unpatched, misuse} = releases.column;
    const {column} = own;
    const worth = exp(quality * Math.min(capability[release] - world.openFrontier, 0));
    column.derivatives[release] += rate * worth * unlicensed(release) * days;
    const share = (most * column.derivatives[release]) / (column.derivatives[release] + half);
    unpatched[release] = share;
    misuse[release] = share * extra * leftByDuties(release);
  }

  return {
    begin() {
      nextEpoch = EPOCH_DAYS;
    },
    step() {
      if (rate === 0 || clock.from < nextEpoch) return;
      nextEpoch += EPOCH_DAYS;
      const {open, developer, totalExposure} = releases.column;
      for (let n = 0; n < releases.liveCount; n++) {
        const release = releases.live[n];
        if (open[release] === 0 || totalExposure[release] === 0) continue; // not out yet
        if (developers.column.nest[developer[release]] !== NEST.underground) grow(release, EPOCH_DAYS);
      }
    },
  };
}

import {ln} from '../../numeric/ln.ts';
import {nthLargest} from '../launch.ts';
import type {Run} from '../mechanism.ts';
import {type ActiveRegime, NEST} from '../world.ts';
import type {SubmissionChoice} from './submission.ts';

const log10 = (x: number): number => (x > 0 ? ln(x) / 2.302585092994046 : -Infinity);

/** Which releases a gate is about. */
export interface Coverage {
  /** Whether a release must pass the gate of these rules. */
  readonly covers: (regime: ActiveRegime, release: number) => boolean;
  /** Share of what a release's markets spend that lies behind a review of it, under the rules of today. */
  readonly shareReviewed: (release: number) => number;
}

/** Makes coverage. Reads regimes, size and openness of releases. Draws whether a developer takes part where it may choose. */
export function createCoverage(run: Run, choice: SubmissionChoice): Coverage {
  const {world} = run;
  const {releases} = world;
  const width = world.jurisdictions.length;

  function covers(regime: ActiveRegime, release: number): boolean {
    const {developer, open, flop} = releases.column;
    if (regime.stages.length === 0) return false;
    if (world.developers.column.nest[developer[release]] === NEST.underground) return false;
    if (open[release] === 1 && regime.open_weights === 'exempt') return false;
    if (regime.binding === 'voluntary' && !choice.takesPart(developer[release])) return false;
    return regime.threshold.index === 'fixed'
      ? flop[release] >= log10(regime.threshold.flop)
      : flop[release] >= nthLargest(world, regime.threshold.top);
  }

  return {
    covers,
    shareReviewed(release) {
      const {sells} = world.developers.column;
      let all = 0;
      let reviewed = 0;
      for (let j = 0; j < width; j++) {
        if (sells[releases.column.developer[release] * width + j] === 0) continue;
        all += world.spendShare[j];
        const regime = world.regimes[j];
        if (regime === null || !regime.stages.some(({evaluations}) => evaluations > 0)) continue;
        if (covers(regime, release)) reviewed += world.spendShare[j];
      }
      return all > 0 ? reviewed / all : 0;
    },
  };
}

import {exponential} from '../../numeric/distributions.ts';
import {announcedOn} from '../announced.ts';
import type {Run} from '../mechanism.ts';
import {isTrainingBanned} from '../moratorium.ts';
import {enforcement} from './enforcement.ts';

/** Developers whose home bans development. */
export interface Development {
  /** Lets a developer whose training is banned at home train elsewhere, once it can. */
  relocate(developer: number): void;
}

/**
 * Makes the choice under a ban on development: comply, or train where no such ban holds.
 *
 * Nobody defies: a large training run shows by its power and its chips (Shavit 2023; Sastry et al. 2024). Whoever
 * can move does, for a release is worth more than none, after the lag with which it can act from elsewhere; whoever
 * has moved stays there. Reads regimes and policies. Writes trainsAway. Draws the waiting time of each developer and
 * jurisdiction, the same one as for serving it from elsewhere.
 */
export function createDevelopment(run: Run): Development {
  const {world, clock} = run;
  const {developers} = world;
  const evades = run.on('evasion');
  const lag = run.number('evasion.relocation_lag');

  function hasElsewhere(): boolean {
    for (const regime of world.regimes) if (regime === null || !regime.bans.includes('development')) return true;
    return false;
  }

  return {
    relocate(developer) {
      if (!evades || !isTrainingBanned(world, developer) || !hasElsewhere()) return;
      const home = developers.column.home[developer];
      const {idLow, idHigh} = developers;
      const key = world.drawKeys[home];
      const wait = exponential(
        run.draws.at(idLow[developer], idHigh[developer], key, enforcement.decisions.relocation),
      );
      if (announcedOn(run, home) + lag * wait > clock.from) return;
      developers.column.trainsAway[developer] = 1;
      run.trace?.({day: clock.from, what: 'training moved', who: world.developerIds[developer]});
    },
  };
}

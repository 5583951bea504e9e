import type {Run} from '../mechanism.ts';
import {type ActiveRegime, CLEARANCE} from '../world.ts';
import {type Charge, complianceCost} from './compliance-cost.ts';

/** Variants of releases for rules that differ. */
export interface Variants {
  begin(): void;
  /** Charges releases for variants that they have come to need in this step. */
  charge(): void;
}

/**
 * Makes variants: a release needs one for every distinct set of rules that it meets where it is submitted or on sale.
 *
 * Rules in the same words, wherever they hold, are met by one variant, and to be without rules is one of the sets.
 * The first variant is the release itself. Writes variants of releases. Draws nothing.
 */
export function createVariants(run: Run, charge: Charge): Variants {
  const {world, clock} = run;
  const {releases} = world;
  const J = world.jurisdictions.length;
  const price = run.number('compliance.variant_cost');
  const cost = complianceCost(run);
  const met = releases.extend({rules: ['i32', 'jurisdiction']}); // number of the rules it met there, 0 = none yet
  const texts: string[] = [];
  const rules = new Int32Array(J); // in force, by number; 1 = none
  const ruling: (ActiveRegime | null)[] = world.regimes.map(() => null);

  /** Numbers the rules in force; who decides when and on whom they are binding is told by what meets them. */
  function number(regime: ActiveRegime | null): number {
    if (regime === null) return 1;
    const {stages, product_cost, transparency, bans} = regime;
    if (stages.length === 0 && product_cost === 0 && transparency === 'none' && bans.length === 0) return 1;
    const text = JSON.stringify({...regime, since: 0});
    if (!texts.includes(text)) texts.push(text);
    return texts.indexOf(text) + 2;
  }

  /** Rules that a release meets in a jurisdiction, as a number: those of a gate only once it was submitted there. */
  function metIn(place: number, j: number): number {
    const regime = world.regimes[j];
    const dutyOfAll = regime !== null && regime.product_cost > 0;
    return dutyOfAll || !Number.isNaN(releases.column.submitted[place]) ? rules[j] : 1;
  }

  function distinct(release: number): number {
    let count = 0;
    for (let j = 0; j < J; j++) {
      const here = met.column.rules[release * J + j];
      let isNew = here > 0;
      for (let k = 0; k < j; k++) if (met.column.rules[release * J + k] === here) isNew = false;
      if (isNew) count++;
    }
    return count;
  }

  return {
    begin() {
      texts.length = 0;
      rules.fill(1);
      ruling.fill(null);
    },
    charge() {
      for (let j = 0; j < J; j++) {
        if (world.regimes[j] === ruling[j]) continue;
        ruling[j] = world.regimes[j];
        rules[j] = number(ruling[j]);
      }
      const {clearance, variants, staffCost, flop} = releases.column;
      for (let n = 0; n < releases.liveCount; n++) {
        const release = releases.live[n];
        let changed = false;
        for (let j = 0; j < J; j++) {
          const place = release * J + j;
          const state = clearance[place];
          if (met.column.rules[place] !== 0 || (state !== CLEARANCE.gate && state !== CLEARANCE.cleared)) continue;
          met.column.rules[place] = metIn(place, j);
          changed = true;
        }
        if (!changed) continue;
        const needed = distinct(release);
        const more = needed - Math.max(variants[release], 1);
        variants[release] = needed;
        if (more > 0) charge(staffCost, release, more * price * cost.scale(flop[release], clock.from));
      }
    },
  };
}

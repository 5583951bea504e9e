import {exp} from '../../numeric/exp.ts';
import {ln} from '../../numeric/ln.ts';
import {KINDS} from '../input.ts';
import {nthLargest} from '../launch.ts';
import type {Run} from '../mechanism.ts';
import {trainingCap} from '../moratorium.ts';

const LN10 = 2.302585092994046;
const GUMBEL = 0.7796968012336761; // sqrt(6) / pi: scale of a Gumbel variable over its standard deviation

const SHARPEST = 0.01; // ECI: without any noise the more capable one leads

/** Choices of safety spending: 0 to 20 % of R&D in steps of a quarter percent. */
export const SPENDS = 81;
const STEP = 0.0025;
export const spendAt = (choice: number): number => choice * STEP;
export const nearestChoice = (spend: number): number => Math.min(Math.round(spend / STEP), SPENDS - 1);

/** The contest for the lead: a developer leads at the horizon with a chance in proportion to its weight. */
export interface Lead {
  /** Fixes what the step's weights are relative to. */
  look(): void;
  /** Writes a developer's weight at every choice of spending, if it has one, then at its present one, from `at` on. */
  weigh(row: number, chooses: boolean, weights: Float64Array, at: number): void;
}

/**
 * Makes the contest for the lead.
 *
 * Capability at the horizon is today's plus what the R&D left after safety adds, as far as a moratorium lets it, or
 * what imitation reaches; its noise is that of research, taken as Gumbel, which makes the chance to lead a logit. What
 * all gain alike is left out. Reads capability, compute, research, safetySpend, publicFrontier.
 */
export function createLead(run: Run): Lead {
  const {world} = run;
  const {developers} = world;
  const horizon = run.number('race.horizon');
  const lab = run.member('research.compute_growth', 'lab');
  const slope = run.number('research.frontier_slope') / (ln(lab * run.number('research.algorithmic_growth')) / LN10); // ECI per dex
  const gains = KINDS.map((kind) => (slope * ln(run.member('research.compute_growth', kind)) * horizon) / LN10); // ECI
  const noise = run.number('research.noise');
  const drift = slope * run.number('research.compute_noise');
  const theta = Math.max(GUMBEL * Math.sqrt(noise * noise + drift * drift * horizon), SHARPEST);
  const copying = run.number('imitation.rate') * horizon;
  const gap = run.number('imitation.gap');
  const sizeElasticity = run.number('imitation.size_elasticity') * LN10;
  let top = 0; // largest capability among those active
  let reach = 0; // weight of what imitation reaches, half way through the horizon on average

  /** Weight of a developer whose own research comes to `own` and that imitates nobody with chance `fails`. */
  const mixed = (own: number, fails: number): number => fails * own + (1 - fails) * Math.max(own, reach);

  return {
    look() {
      const {capability} = developers.column;
      top = -Infinity;
      for (let n = 0; n < developers.liveCount; n++) top = Math.max(top, capability[developers.live[n]]);
      reach = exp((world.publicFrontier - gap + gains[0] / 2 - top) / theta);
    },
    weigh(row, chooses, weights, at) {
      const {capability, compute, kind, research, safetySpend} = developers.column;
      const spend = safetySpend[row];
      const funded = spend < 1 ? research[row] / (1 - spend) : 0;
      const size = exp(sizeElasticity * Math.min(compute[row] - nthLargest(world, 1), 0));
      const gain = (gains[kind[row]] * funded) / theta;
      const copies = copying * size * funded;
      const start = (capability[row] - top) / theta;
      const allowed = exp(start + (slope * Math.max(trainingCap(world, row) - compute[row], 0)) / theta);
      if (chooses) {
        const lessOwn = exp(-gain * STEP);
        const lessCopies = exp(copies * STEP);
        let own = exp(start + gain); // weight of one's own research
        let fails = exp(-copies); // chance of no imitation
        const reached = reach;
        for (let choice = 0; choice < SPENDS; choice++) {
          // As `mixed`, written out in the busiest loop of the race.
          const made = own < allowed ? own : allowed;
          weights[at + choice] = fails * made + (1 - fails) * (made > reached ? made : reached);
          own *= lessOwn;
          fails *= lessCopies;
        }
      }
      const present = nearestChoice(spend);
      if (chooses && spendAt(present) === spend) {
        weights[at + SPENDS] = weights[at + present]; // the same to the bit, so that staying is no gain
        return;
      }
      const own = exp(start + gain * (1 - spend));
      weights[at + SPENDS] = mixed(Math.min(own, allowed), exp(-copies * (1 - spend)));
    },
  };
}

import {exp} from '../../numeric/exp.ts';
import type {Run} from '../mechanism.ts';

const DAYS = 365.25;
const WHOLE = 1e-9; // 7.999999999 teams are eight

/** How many public review teams there are. */
export interface ReviewCapacity {
  /** Whole teams of a jurisdiction that can work now. */
  ready(jurisdiction: number): number;
  /** Skill of its reviewers, x. */
  readonly skill: number;
  begin(): void;
  /** Lets teams grow over the step before, given the reviews on hand (waiting or at work) of a jurisdiction. */
  grow(onHand: (jurisdiction: number) => number): void;
}

/**
 * Makes the review capacity of every jurisdiction.
 *
 * Teams are counted in parts and work in wholes. Reads regimes, the user fees received in the step before.
 * Draws nothing.
 */
export function createReviewCapacity(run: Run): ReviewCapacity {
  const {world, clock, input} = run;
  const policy = Float64Array.from(world.jurisdictions, (id) => run.member('teams', id));
  const hireRate = run.number('teams.hire_rate');
  const userFees = run.choice('reviewer.funding') === 'user_fees';
  const followsFees = userFees && run.choice('reviewer.teams') === 'follows_funds';
  const teamCost = run.number('reviewer.team_cost');
  const isNew = run.choice('reviewer.kind') === 'new_institute';
  const rampDays = run.number('reviewer.ramp_days');
  const startShare = run.number('reviewer.start_share');
  const hired = 1 - exp((-hireRate * input.step_days) / DAYS);
  const forgotten = 1 - exp(-input.step_days / DAYS); // fees are averaged over a year
  const {column} = world.authorities.extend({teams: 'f64', begun: 'u8'});

  /** Share of its teams that an authority has built up. */
  function built(j: number): number {
    const since = world.regimes[j]?.since ?? -Infinity;
    if (!isNew || rampDays === 0) return 1;
    return Math.min(startShare + ((1 - startShare) * (clock.from - since)) / rampDays, 1);
  }

  return {
    skill: isNew ? 1 : run.number('reviewer.agency_skill'),
    ready(j) {
      const teams = column.begun[j] === 1 ? column.teams[j] : policy[j];
      return Math.max(Math.floor(teams * built(j) + WHOLE), 1);
    },
    begin() {
      column.teams.set(policy);
      column.begun.fill(0);
    },
    grow(onHand) {
      for (let j = 0; j < policy.length; j++) {
        const regime = world.regimes[j];
        if (regime === null || regime.stages.length === 0) continue;
        if (column.begun[j] === 0) {
          column.begun[j] = 1; // the first year's funds are those of the teams that policy set
        } else if (followsFees && column.teams[j] < Infinity) {
          const bought = world.feesReceived[j] / ((teamCost * input.step_days) / DAYS);
          column.teams[j] += (bought - column.teams[j]) * forgotten;
        } else if (hireRate > 0) {
          column.teams[j] += Math.max(onHand(j) - column.teams[j], 0) * hired;
        }
      }
    },
  };
}

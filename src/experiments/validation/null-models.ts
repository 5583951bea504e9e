import type {RunInput} from '../../model/input.ts';
import {createSettings} from '../../model/settings.ts';
import {mean} from '../../numeric/sum.ts';
import type {EnsembleResult} from '../ensemble.ts';
import {intervalOfMean} from '../summary.ts';
import type {Interval} from '../intervals.ts';
import {closedFormDays} from './closed-form.ts';
import type {Laboratory} from './fact.ts';
import {columnOf} from './measure.ts';

/** One outcome under the article's regime: simulated, and by two models that any simulator must beat or explain. */
export interface NullComparison {
  readonly what: string;
  readonly unit: string;
  readonly baseline: number; // simulated without the policy
  readonly simulated: number;
  readonly interval: Interval;
  readonly closedForm: number | null; // queue and floor alone
  readonly multipliers: number; // baseline times the article's ratio
}

const ofStage = (input: RunInput, id: string) =>
  input.policy.flatMap(({regime}) => regime.stages ?? []).find((stage) => stage.id === id);

/** Days that formulas add to the time to market, at the load and the rollbacks of the article's own order. */
function addedDays(input: RunInput, submissions: number): number {
  const {number, member} = createSettings(input);
  const service = number('service.mean_days');
  const teams = member('teams', 'us');
  return closedFormDays({
    teams,
    service,
    cv2: number('service.cv2'),
    load: Math.min((submissions * service) / 365.25 / teams, 0.98),
    floor: ofStage(input, 'research')?.min_days ?? 0,
    dwell: ofStage(input, 'enterprise')?.min_days ?? 0,
    signOff: number('gate.approval_days'),
    rollback: 0.25,
    remediation: number('remediation.mean_days'),
    rework: number('review.rework_fraction'),
  });
}

/** Ratios of a press article's table of market projections (after over before, middles of its ranges). */
const ARTICLE = [
  {what: 'time to market', outcome: 'time_to_market', unit: 'days', ratio: 3},
  {what: 'compliance cost', outcome: 'compliance_cost', unit: 'USD M per release', ratio: 10},
  {what: 'frontier releases', outcome: 'frontier_releases', unit: 'per year', ratio: 0.5},
  {what: 'open releases', outcome: 'open_releases', unit: 'per year', ratio: 0.3},
  {what: 'start-up funding', outcome: 'startup_funding', unit: 'USD B per year', ratio: 0.6},
  {what: 'share of the three largest', outcome: 'cr3', unit: 'share', ratio: 80 / 60},
] as const;

/** Lays the simulated regime of the article beside closed forms of queue and floor, and beside the article's ratios. */
export async function compareNullModels({preset, play}: Laboratory): Promise<NullComparison[]> {
  const input = preset('article-90');
  const [without, under] = await Promise.all([play({...input, policy: []}), play(input)]);
  const meanOf = (result: EnsembleResult, id: string): number =>
    mean(columnOf(result, `${id}@after`).filter((value) => value === value));
  const submissions = meanOf(without, 'frontier_releases.us');
  return ARTICLE.map(({what, outcome, unit, ratio}) => {
    const baseline = meanOf(without, outcome);
    return {
      what,
      unit,
      baseline,
      simulated: meanOf(under, outcome),
      interval: intervalOfMean(columnOf(under, `${outcome}@after`)),
      closedForm: outcome === 'time_to_market' ? baseline + addedDays(input, submissions) : null,
      multipliers: baseline * ratio,
    };
  });
}

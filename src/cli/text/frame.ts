import type {RunInput} from '../../model/input.ts';
import type {Played} from '../experiment.ts';

/** A scenario's title with its id, and what was changed in it. */
export function heading(
  {title, id}: {readonly title: string; readonly id: string},
  changed: readonly string[] = [],
): string {
  const name = title === '' || title === id ? id : `${title} (${id})`;
  return changed.length === 0 ? name : `${name}, changed: ${changed.join(', ')}`;
}

/** Outcomes that belong to a window by the end of training, whatever happens to the release later. */
export const COHORT_OUTCOMES: readonly string[] = [
  'time_to_market',
  'time_to_market_median',
  'never_public',
  'compliance_cost',
  'delay_cost',
  'delay_cost_after',
  'variants_per_release',
  'access_share',
];

/** The line below a table that says why rules can change a window (of the first input) that ends before them. */
export function cohortNote(inputs: readonly RunInput[], shown: readonly string[]): string {
  if (!shown.some((id) => COHORT_OUTCOMES.includes(id.split('.')[0]))) return '';
  const begins = inputs.flatMap(({policy}) => policy.flatMap(({from}) => (from === null ? [] : [from])));
  if (begins.length === 0) return '';
  const first = Math.min(...begins);
  const windows = Object.entries(inputs[0].windows).filter(([, {to}]) => to <= first);
  if (windows.length === 0) return '';
  const names = windows.map(([name]) => name).join(', ');
  return `\n${names}: by end of training; a release trained before a rule may meet it\n`;
}

/** The last line under a table: what it takes to get the same result again. */
export function receiptLine(receipt: Played['receipt']): string {
  const {engineVersion, seed, runs, scenarioHash, resultHash, uncertain} = receipt;
  const sides = 'scenarios' in receipt ? receipt.scenarios.map((side) => side.scenarioHash) : [scenarioHash];
  const scenarios = `${sides.length > 1 ? 'scenarios' : 'scenario'} ${sides.map(short).join(' and ')}`;
  const hashes = `${scenarios}, result ${short(resultHash)}`;
  const over = uncertain ? ' over the ranges of the parameters' : '';
  return `${String(runs)} runs${over}, seed ${seed}, engine ${engineVersion}, ${hashes}. Conditional on these assumptions.\n`;
}

const short = (hash: string): string => hash.slice(0, 12);

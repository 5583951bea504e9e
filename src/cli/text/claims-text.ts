import type {JudgedClaim, Share} from '../../experiments/claims.ts';
import type {Driver} from '../../experiments/drivers.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import type {Played} from '../experiment.ts';
import {heading, receiptLine} from './frame.ts';
import {textTable, wrap} from './table.ts';

const WIDTH = 100;

/** What `claims` prints: a row per claim, then what each says and what it hangs on. */
export function claimsText(
  scenario: Scenario,
  changed: readonly string[],
  claims: readonly JudgedClaim[],
  receipt: Played['receipt'],
): string {
  const right = true;
  const table = textTable(
    [{title: 'claim'}, {title: 'holds in', right}, {title: '90 % interval', right}, {title: 'without policy', right}],
    claims.map((claim) => [
      claim.id,
      percent(claim.probability),
      claim.n === 0 ? '–' : `${percent(claim.interval[0])} to ${percent(claim.interval[1])}`,
      claim.reference === null ? '–' : percent(claim.reference.probability),
    ]),
  );
  const notes = claims.map((claim) => {
    const lines = [...wrap(claim.text, WIDTH - 2), ...undecided(claim, receipt.runs), ...claim.drivers.map(driverText)];
    return `${claim.id}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  });
  return `${heading(scenario, changed)}\n\n${table}\n${notes.join('')}\n${receiptLine(receipt)}`;
}

const undecided = ({n}: Share, runs: number): string[] =>
  n === runs ? [] : [`undecided in ${String(runs - n)} of ${String(runs)} futures`];

/** What would change the answer, in words. */
const driverText = ({parameter, low_third, high_third}: Driver): string =>
  `holds in ${percent(low_third)} where ${parameter} is in its lowest third, in ${percent(high_third)} in its highest`;

const percent = (share: number): string => (share === share ? `${(100 * share).toFixed(0)} %` : '–');

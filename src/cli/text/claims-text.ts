import type {JudgedClaim, Share} from '../../experiments/claims.ts';
import type {Driver} from '../../experiments/drivers.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import {markdownTable, sentence} from '../docs/markdown.ts';
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

const interval = ({n, interval: [low, high]}: Share): string => (n === 0 ? '–' : `${percent(low)} to ${percent(high)}`);

/** The trial as a Markdown document; `document` says the formulas. */
export function claimsReport(
  scenario: Scenario,
  document: Scenario['document'],
  claims: readonly JudgedClaim[],
  receipt: Played['receipt'],
): string {
  const right = true;
  const over = receipt.uncertain
    ? `${String(receipt.runs)} futures that differ in chance and in what is not known of the parameters, two at each of ${String(receipt.runs / 2)} points of their ranges`
    : `${String(receipt.runs)} futures that differ in chance alone`;
  const table = markdownTable(
    [
      {title: 'Claim'},
      {title: 'Holds in', right},
      {title: '90 % interval', right},
      {title: 'Without the policy', right},
      {title: 'Statement'},
    ],
    claims.map((claim) => [
      ...[`\`${claim.id}\``, percent(claim.probability), interval(claim)],
      ...[claim.reference === null ? '–' : percent(claim.reference.probability), claim.text],
    ]),
  );
  const sections = claims.map((claim) => {
    const formula = document.claims?.find(({id}) => id === claim.id)?.formula ?? '';
    const notes = [...undecided(claim, receipt.runs), ...claim.drivers.map(driverText)];
    const hangs = notes.length > 0 ? `\n${notes.map((note) => `- ${sentence(note)}\n`).join('')}` : '';
    return `### ${claim.id}\n\n\`${formula.trim()}\`\n${hangs}`;
  });
  return [
    '# Claims on trial\n',
    `Statements of a press article, tested as formulas over simulated futures of the scenario \`${scenario.id}\`, conditional on these assumptions. They are claims to test, not facts, and a share of simulated futures is no forecast. Made by \`sluice claims\` over ${over} (engine ${receipt.engineVersion}, seed ${receipt.seed}); intervals are 90 % Wilson intervals. \`reference.\` is the same future without the policy.\n`,
    table,
    '## What each hangs on\n',
    'A parameter is named when its rank correlation with the claim over the points is beyond what chance gives the largest of so many in one of ten studies; the two shares say what would change the answer.\n',
    ...sections,
  ].join('\n');
}

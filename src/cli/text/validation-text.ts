import type {JudgedFact, JudgedNumber, Verdict} from '../../experiments/validation/fact.ts';
import type {NullComparison} from '../../experiments/validation/null-models.ts';
import {markdownTable, sentence} from '../docs/markdown.ts';
import {readable} from './number.ts';
import {textTable} from './table.ts';

interface Receipt {
  readonly engineVersion: string;
  readonly seed: string;
  readonly runs: number;
}

const right = true;
const WORDS: Readonly<Record<Verdict, string>> = {pass: 'pass', fail: 'fail', unresolved: 'not resolved'};

const interval = ({interval: [low, high], value}: JudgedNumber): string =>
  low === value && high === value ? 'exact' : `${readable(low)} to ${readable(high)}`;
const band = ({low, high}: JudgedNumber): string => `${readable(low)} to ${readable(high)}`;

const NUMBER_COLUMNS = [
  {title: 'Number'},
  {title: 'Simulated', right},
  {title: '90 % interval', right},
  {title: 'Band', right},
  {title: 'Unit'},
  {title: 'Verdict'},
];
const numberRow = (number: JudgedNumber): string[] => [
  ...[number.what, readable(number.value), interval(number), band(number), number.unit, WORDS[number.verdict]],
];

const NULL_COLUMNS = [
  {title: 'Outcome, 2025-27'},
  {title: 'Without policy', right},
  {title: 'Simulated', right},
  {title: '90 % interval', right},
  {title: 'Closed forms', right},
  {title: 'Article’s ratio', right},
  {title: 'Unit'},
];
const nullRow = ({what, unit, baseline, simulated, interval: [low, high], closedForm, multipliers}: NullComparison) => [
  ...[what, readable(baseline), readable(simulated), `${readable(low)} to ${readable(high)}`],
  ...[readable(closedForm), readable(multipliers), unit],
];

const tally = (facts: readonly JudgedFact[]): string => {
  const count = (verdict: Verdict): number => facts.filter((fact) => fact.verdict === verdict).length;
  return `${String(count('pass'))} of ${String(facts.length)} pass, ${String(count('fail'))} fail, ${String(count('unresolved'))} are not resolved`;
};

const made = ({engineVersion, seed, runs}: Receipt): string =>
  `engine ${engineVersion}, seed ${seed}, ${String(runs)} runs of each scenario`;

/** What `validate` prints. */
export function validationText(
  facts: readonly JudgedFact[],
  nulls: readonly NullComparison[],
  receipt: Receipt,
): string {
  const parts = facts.map(
    (fact) =>
      `${fact.id}: ${WORDS[fact.verdict]}. ${fact.title}\n  target: ${fact.target}\n  source: ${fact.source}\n${textTable(
        NUMBER_COLUMNS,
        fact.numbers.map(numberRow),
      )}${limits(fact)}\n`,
  );
  const beside = nulls.length > 0 ? `Beside two null models\n${textTable(NULL_COLUMNS, nulls.map(nullRow))}\n` : '';
  return `${parts.join('')}${beside}${sentence(tally(facts))} ${sentence(made(receipt))}\n`;
}

const limits = ({limitation}: JudgedFact): string => (limitation === undefined ? '' : `  limitation: ${limitation}\n`);

/** The report as a Markdown document. */
export function validationReport(
  facts: readonly JudgedFact[],
  nulls: readonly NullComparison[],
  receipt: Receipt,
): string {
  const summary = markdownTable(
    [{title: 'Fact'}, {title: 'Kind'}, {title: 'Verdict'}],
    facts.map(({id, title, kind, verdict}) => [`[${title}](#${id})`, kind, WORDS[verdict]]),
  );
  const sections = facts.map((fact) => {
    const why = fact.limitation === undefined ? '' : `\nLimitation: ${sentence(fact.limitation)}\n`;
    const head = `## ${fact.id}\n\n${sentence(fact.title)} Target: ${sentence(fact.target)} Source: ${sentence(fact.source)}`;
    return `${head}\n\n${markdownTable(NUMBER_COLUMNS, fact.numbers.map(numberRow))}${why}`;
  });
  return [
    '# Validation\n',
    `Whether the simulation shows the limits that theory fixes and the patterns that were seen. ${sentence(tally(facts))} Made by \`sluice validate\` (${made(receipt)}).\n`,
    'A number passes when the mean over runs lies in its band and the 90 % interval of the mean is narrower than the band; a fact passes when all its numbers do. Bands come from the sources named, not from the simulation. What fails stays here, and a limitation says what a comparison leaves out, whether it passes or not.\n',
    summary,
    ...sections,
    '## Null models\n',
    'The regime of the preset `article-90`, simulated, beside two models that a simulator must beat or explain: closed forms of floor and queue (rollback in a quarter of the rounds), and the ratios of a press article put on the simulated baseline. Neither knows entry, exit, choice or learning.\n',
    markdownTable(NULL_COLUMNS, nulls.map(nullRow)),
  ].join('\n');
}

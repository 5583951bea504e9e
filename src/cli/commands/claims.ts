import {baselineOf} from '../../experiments/baseline.ts';
import {type JudgedClaim, judge} from '../../experiments/claims.ts';
import {compare} from '../../experiments/compare.ts';
import {plain} from '../../experiments/to-json.ts';
import {uncertainRunner} from '../../experiments/uncertain-runner.ts';
import {scenarioHash} from '../../scenario/identity.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import {BadInput} from '../bad-input.ts';
import {defineCommand} from '../command.ts';
import {runOptions} from '../common-options.ts';
import type {Effects} from '../effects.ts';
import {readOptions} from '../experiment-options.ts';
import {loadScenario, parseSettings} from '../load-scenario.ts';
import {EXIT} from '../exit.ts';
import {withRunner} from '../session.ts';
import {claimsReport, claimsText} from '../text/claims-text.ts';
import {jsonText} from '../text/json.ts';

const {runs, seed, set, uncertainty, workers, json, store, fresh} = runOptions;
const options = {
  runs,
  seed,
  set,
  uncertainty,
  workers,
  json,
  store,
  fresh,
  report: {type: 'string', value: 'FILE', help: 'write the report to this Markdown file too'},
  claims: {
    type: 'string',
    value: 'SCENARIO',
    help: 'whose claims (default: its own, else those of the preset article-90)',
  },
  reference: {
    type: 'string',
    value: 'SCENARIO',
    help: 'what the claims compare with (default: the same scenario without its policy, levers at their defaults)',
  },
} as const;

/** Whose claims are tried where nobody names any. */
const ARTICLE = 'article-90';

/** `sluice claims SCENARIO`: the share of simulated futures in which each claim of the scenario holds. */
export const command = defineCommand({
  details: [
    'A claim is a formula over outcomes of one future, true or false there: cr3@after >= 0.8. In it reference.cr3@after ' +
      'is the same future without the policy. Each claim is put to the futures with the policy, and where it does not ' +
      'compare the two, to those without.',
    'With --uncertainty the futures differ in their parameters too, and the parameters that a claim hangs on are named.',
  ],
  args: [{name: 'SCENARIO', help: 'a scenario file (YAML or JSON) with claims, or the id of a preset'}],
  options,
  async run([word], values, effects) {
    const {scenario, changed} = await loadScenario(word, parseSettings(values.set), effects);
    const {claims: own, document} = await claimsOf(scenario, values.claims, effects);
    const other = values.reference === undefined ? undefined : await loadScenario(values.reference, [], effects);
    const reference = other ? sideOf(other.scenario) : baselineOf(scenario.input);
    const checked = readOptions(values, [scenario.input], effects);
    const {uncertain, runs: n} = checked;
    const design = {
      reference,
      variants: [sideOf(scenario)],
      seed: values.seed ?? String(scenario.seed),
      runs: n,
      uncertain,
    };
    const comparison = await withRunner({...checked, runs: 2 * n}, effects, ({runner, ...playing}) =>
      compare(design, uncertain ? uncertainRunner(runner) : runner, playing),
    );
    const claims = judge(own, comparison, scenario.input);
    const {receipt} = comparison;
    if (values.report !== undefined) {
      await effects.writeText(values.report, claimsReport(scenario, document, claims, receipt));
    }
    await effects.out(
      values.json
        ? jsonText({receipt, claims: claims.map((claim) => jsonOf(claim, document)), documents: [scenario.document]})
        : claimsText(scenario, changed, claims, receipt),
    );
    return comparison.variants[0].ensemble.failures.length > 0 ? EXIT.holes : EXIT.ok;
  },
});

/** The claims to put on trial, with the document that says them; throws `BadInput` where the scenario cannot decide them. */
async function claimsOf(scenario: Scenario, named: string | undefined, effects: Effects): Promise<Scenario> {
  if (named === undefined && scenario.claims.length > 0) return scenario;
  const other = (await loadScenario(named ?? ARTICLE, [], effects)).scenario;
  const missing = Object.keys(other.input.windows).filter((name) => !Object.hasOwn(scenario.input.windows, name));
  const faults: string[] = [];
  if (other.claims.length === 0) faults.push(`${other.id}: expected claims (a list of id, text, formula), got none`);
  if (missing.length > 0) {
    faults.push(
      `${scenario.id}: expected the windows of ${other.id}, whose claims they are, got no ${missing.join(', ')}`,
    );
  }
  if (faults.length > 0) throw new BadInput(...faults);
  return other;
}

const sideOf = ({id, input}: Scenario) => ({id, input, scenarioHash: scenarioHash(input)});

/** A judged claim with its formula as written. */
function jsonOf({id, text, ...judged}: JudgedClaim, document: Scenario['document']): object {
  const formula = document.claims?.find((claim) => claim.id === id)?.formula ?? '';
  return {id, text, formula, ...plain(judged)};
}

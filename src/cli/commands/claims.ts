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
import {readOptions} from '../experiment-options.ts';
import {loadScenario, parseSettings} from '../load-scenario.ts';
import {EXIT} from '../exit.ts';
import {withRunner} from '../session.ts';
import {claimsText} from '../text/claims-text.ts';
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
  reference: {
    type: 'string',
    value: 'SCENARIO',
    help: 'what the claims compare with (default: the same scenario without its policy, levers at their defaults)',
  },
} as const;

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
    if (scenario.claims.length === 0) {
      throw new BadInput(`${word}: expected claims (a list of id, text, formula), got none`);
    }
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
    const claims = judge(scenario.claims, comparison, scenario.input);
    const {receipt} = comparison;
    await effects.out(
      values.json
        ? jsonText({receipt, claims: claims.map((claim) => jsonOf(claim, scenario)), documents: [scenario.document]})
        : claimsText(scenario, changed, claims, receipt),
    );
    return comparison.variants[0].ensemble.failures.length > 0 ? EXIT.holes : EXIT.ok;
  },
});

const sideOf = ({id, input}: Scenario) => ({id, input, scenarioHash: scenarioHash(input)});

/** A judged claim with its formula as written. */
function jsonOf({id, text, ...judged}: JudgedClaim, {document}: Scenario): object {
  const formula = document.claims?.find((claim) => claim.id === id)?.formula ?? '';
  return {id, text, formula, ...plain(judged)};
}

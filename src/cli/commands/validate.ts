import {judgeFact, type JudgedFact} from '../../experiments/validation/fact.ts';
import {facts} from '../../experiments/validation/facts.ts';
import {createLaboratory} from '../../experiments/validation/laboratory.ts';
import {compareNullModels} from '../../experiments/validation/null-models.ts';
import {plain} from '../../experiments/to-json.ts';
import {ENGINE_VERSION} from '../../model/version.ts';
import type {RunInput} from '../../model/input.ts';
import {BadInput} from '../bad-input.ts';
import {defineCommand} from '../command.ts';
import {runOptions} from '../common-options.ts';
import type {Effects} from '../effects.ts';
import {EXIT} from '../exit.ts';
import {loadScenario} from '../load-scenario.ts';
import {listOf, wholeNumber} from '../options.ts';
import {withRunner} from '../session.ts';
import {jsonText} from '../text/json.ts';
import {validationReport, validationText} from '../text/validation-text.ts';

const RUNS = 200;
const SEED = 'validation';

const {workers, json, store, fresh} = runOptions;
const options = {
  runs: {type: 'string', value: 'N', help: `how many runs of each scenario (default ${String(RUNS)})`},
  facts: {type: 'string', value: 'LIST', help: 'only these facts (default: all)'},
  report: {type: 'string', value: 'FILE', help: 'write the report to this Markdown file too'},
  workers,
  json,
  store,
  fresh,
} as const;

/** `sluice validate`: whether the simulation shows the limits that theory fixes and the patterns that were seen. */
export const command = defineCommand({
  details: [
    'Each fact has a target, a source and numbers with bands. A number passes when the mean over runs lies in its band ' +
      'and its 90 % interval is narrower than the band; a fact passes when all its numbers do. What fails is told ' +
      'so, and every pattern tells its limitation.',
    'Beside the facts stand two null models of the regime of the preset article-90: closed forms, and a press article’s ratios.',
  ],
  args: [],
  options,
  async run(_words, values, effects) {
    const runs = wholeNumber('runs', values.runs, 2) ?? RUNS;
    const wanted = listOf(
      'facts',
      values.facts,
      facts.map(({id}) => id),
    );
    const chosen = facts.filter(({id}) => wanted.length === 0 || wanted.includes(id));
    const presets = await presetInputs(effects);
    const session = {
      workers: wholeNumber('workers', values.workers, 1) ?? effects.processors,
      runs: chosen.reduce((sum, {plays}) => sum + plays * runs, wanted.length === 0 ? 2 * runs : 0),
      store: values.store,
      fresh: values.fresh === true,
    };
    const {judged, nulls} = await withRunner(session, effects, async ({runner, signal, onProgress}) => {
      const onRun = (done: number): void => {
        onProgress({done});
      };
      const laboratory = createLaboratory(runner, {runs, seed: SEED, presets, signal, onRun});
      const found: JudgedFact[] = [];
      for (const fact of chosen) {
        signal.throwIfAborted();
        found.push(await judgeFact(fact, laboratory));
      }
      return {judged: found, nulls: wanted.length === 0 ? await compareNullModels(laboratory) : []};
    });
    const receipt = {engineVersion: ENGINE_VERSION, seed: SEED, runs};
    if (values.report !== undefined) await effects.writeText(values.report, validationReport(judged, nulls, receipt));
    await effects.out(
      values.json
        ? jsonText(plain({receipt, facts: judged, null_models: nulls}))
        : validationText(judged, nulls, receipt),
    );
    return EXIT.ok;
  },
});

/** What a run reads of every preset, by id. */
async function presetInputs(effects: Effects): Promise<Record<string, RunInput>> {
  const ids = await effects.presets();
  if (ids.length === 0) throw new BadInput('presets: expected the scenarios that come with the program, got none');
  const entries = await Promise.all(
    ids.map(async (id) => [id, (await loadScenario(id, [], effects)).scenario.input] as const),
  );
  return Object.fromEntries(entries);
}

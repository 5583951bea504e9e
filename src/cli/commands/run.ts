import {runOptions} from '../common-options.ts';
import {commandLine} from '../command-line.ts';
import {defineCommand} from '../command.ts';
import {readOptions} from '../experiment-options.ts';
import {loadScenario, parseSettings} from '../load-scenario.ts';
import {wholeNumber} from '../options.ts';
import {pointOf, pointsOf} from '../../experiments/uncertain-runner.ts';
import {perform} from '../perform.ts';
import {ensembleText} from '../text/ensemble-text.ts';
import {trace} from '../trace.ts';

const options = {
  ...runOptions,
  trace: {
    type: 'string',
    value: 'REPLICATE',
    help: 'print the events of this one run instead, one JSON document per line, the last with its digest',
  },
} as const;

/** `sluice run SCENARIO`: an ensemble of one scenario. */
export const command = defineCommand({
  details: [
    'The same scenario, seed and number of runs give the same result hash on every machine, with any number of workers. ' +
      'Finished runs are kept, so that a longer or interrupted run computes only what is missing; record tables are too ' +
      'large to be kept, and --records computes every run.',
  ],
  args: [{name: 'SCENARIO', help: 'a scenario file (YAML or JSON), or the id of a preset'}],
  options,
  async run([word], values, effects) {
    const replicate = wholeNumber('trace', values.trace, 0);
    const {scenario, changed} = await loadScenario(word, parseSettings(values.set), effects);
    const checked = readOptions(values, [scenario.input], effects);
    const seed = values.seed ?? String(scenario.seed);
    if (replicate !== undefined) {
      const input = checked.uncertain ? pointsOf(scenario.input, seed)(pointOf(replicate)).input : scenario.input;
      return trace(input, seed, replicate, effects);
    }
    const {runs, uncertain, series, records, shown} = checked;
    return perform(
      {scenarios: [scenario], seed, runs, uncertain, series, records},
      checked,
      commandLine('run', [word], values),
      (played) => ensembleText(played, shown, changed),
      effects,
    );
  },
});

import {commandLine} from '../command-line.ts';
import {defineCommand} from '../command.ts';
import {runOptions} from '../common-options.ts';
import {readOptions} from '../experiment-options.ts';
import {loadScenario, parseSettings, type Setting} from '../load-scenario.ts';
import {perform} from '../perform.ts';
import {comparisonText} from '../text/comparison-text.ts';

const options = {
  ...runOptions,
  set: {
    ...runOptions.set,
    help: 'change both scenarios, or with a. or b. before the path only that one; may be repeated',
  },
  'set-b': {...runOptions.set, help: 'change only B; may be repeated'},
} as const;

/** `sluice compare A B`: two scenarios over the same random futures. */
export const command = defineCommand({
  details: [
    'Run 0 of A and run 0 of B share their random draws, and so on: the difference within pairs is due to the scenarios ' +
      'alone. Outcomes are measured over the windows of A. Intervals are 90 % intervals of the mean difference.',
  ],
  args: [
    {name: 'A', help: 'the reference: a scenario file (YAML or JSON), or the id of a preset'},
    {name: 'B', help: 'what is compared with it; may be the same one with --set-b'},
  ],
  options,
  async run([a, b], values, effects) {
    const given = parseSettings(values.set);
    const onlyB = parseSettings(values['set-b'], '--set-b');
    const sides = [
      await loadScenario(a, settingsOf('a', given), effects),
      await loadScenario(b, [...settingsOf('b', given), ...onlyB], effects),
    ];
    const scenarios = sides.map(({scenario}) => scenario);
    const inputs = scenarios.map(({input}) => input);
    const checked = readOptions(values, inputs, effects);
    const {runs, uncertain, series, records, shown} = checked;
    return perform(
      {scenarios, seed: values.seed ?? String(scenarios[0].seed), runs, uncertain, series, records},
      checked,
      commandLine('compare', [a, b], values),
      (played) =>
        comparisonText(
          played,
          shown,
          sides.map(({changed}) => changed),
        ),
      effects,
    );
  },
});

/** The settings that concern one side: those without a side, and those that name it. */
function settingsOf(side: 'a' | 'b', settings: readonly Setting[]): Setting[] {
  return settings.flatMap(({path, ...setting}) => {
    const [, named, rest] = /^([ab])\.(.+)$/.exec(path) ?? [undefined, side, path];
    return named === side ? [{...setting, path: rest}] : [];
  });
}

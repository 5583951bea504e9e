import {catalogue} from '../scenario/catalogue.ts';
import {diffPaths, type Difference} from '../scenario/diff.ts';
import {formatFault} from '../scenario/fault.ts';
import {parseScenario} from '../scenario/parse.ts';
import {readValue, setPath} from '../scenario/paths.ts';
import type {Scenario} from '../scenario/scenario.ts';
import {BadInput} from './bad-input.ts';
import type {Effects} from './effects.ts';
import {didYouMean} from './options.ts';

/** A change `path=value` as given after `--set` or another `option`. */
export interface Setting {
  readonly option: string;
  readonly path: string;
  readonly value: Parameters<typeof setPath>[2];
}

/** A scenario as played, and what the settings changed in it: `path=value` each. */
export interface Loaded {
  readonly scenario: Scenario;
  readonly changed: readonly string[];
}

/** Reads each `path=value` given after `option`; throws `BadInput` with every fault. */
export function parseSettings(texts: readonly string[] | undefined = [], option = '--set'): Setting[] {
  const faults: string[] = [];
  const settings = texts.map((text): Setting => {
    const equals = text.indexOf('=');
    const value = text.slice(equals + 1);
    if (equals < 1) faults.push(`${option}: expected path=value, got "${text}"`);
    else if (value === '') {
      faults.push(
        `${option} ${text}: expected a value after =, got nothing; leave it out to keep what the scenario has`,
      );
    }
    return {option, path: text.slice(0, equals), value: readValue(value)};
  });
  if (faults.length > 0) throw new BadInput(...faults);
  return settings;
}

/** Reads the scenario in a file, or the preset of that id, with `settings` applied; throws `BadInput` with every fault. */
export async function loadScenario(
  word: string,
  settings: readonly Setting[],
  effects: Pick<Effects, 'presets' | 'presetText' | 'readText' | 'kindOf'>,
): Promise<Loaded> {
  const scenario = await parsed(await textOf(word, effects), word);
  if (settings.length === 0) return {scenario, changed: []};
  let {document} = scenario;
  const faults: string[] = [];
  for (const {option, path, value} of settings) {
    const changed = setPath(document, path, value, catalogue);
    if (changed.ok) document = changed.document;
    else faults.push(formatFault(`${option} ${path}`, changed.fault));
  }
  if (faults.length > 0) throw new BadInput(...faults);
  const options = [...new Set(settings.map(({option}) => option))].join(' and ');
  const played = await parsed(JSON.stringify(document), `${word} with ${options}`);
  const changed = diffPaths(scenario.document, played.document, catalogue).map(changeText);
  return {scenario: played, changed};
}

/** `path=value`, so that it can be given after --set again. */
function changeText({path, b}: Difference): string {
  return `${path}=${Array.isArray(b) ? b.join('~') : String(b)}`;
}

async function textOf(
  word: string,
  effects: Pick<Effects, 'presets' | 'presetText' | 'readText' | 'kindOf'>,
): Promise<string> {
  const presets = await effects.presets();
  if (presets.includes(word)) return effects.presetText(word);
  const kind = await effects.kindOf(word);
  if (kind === 'file') return effects.readText(word);
  const got = kind === 'folder' ? 'a folder' : 'nothing there';
  throw new BadInput(
    `${word}: expected a scenario file or a preset (${presets.join(', ')}), got ${got}${didYouMean(word, presets)}`,
  );
}

async function parsed(text: string, source: string): Promise<Scenario> {
  const result = await parseScenario(text, source);
  if (result.ok) return result.scenario;
  throw new BadInput(...result.faults.map((fault) => formatFault(source, fault)));
}

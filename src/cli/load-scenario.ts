import {catalogue} from '../scenario/catalogue.ts';
import {formatFault} from '../scenario/fault.ts';
import {parseScenario} from '../scenario/parse.ts';
import {readValue, setPath} from '../scenario/paths.ts';
import type {Scenario} from '../scenario/scenario.ts';
import {BadInput} from './bad-input.ts';
import type {Effects} from './effects.ts';
import {didYouMean} from './options.ts';

/** A change `path=value` as given after `--set`. */
export interface Setting {
  readonly path: string;
  readonly value: Parameters<typeof setPath>[2];
}

/** Reads `path=value`; nothing after the sign takes back what the scenario says there. */
export function parseSetting(text: string): Setting {
  const equals = text.indexOf('=');
  if (equals < 1) throw new BadInput(`--set: expected path=value, got "${text}"`);
  return {path: text.slice(0, equals), value: readValue(text.slice(equals + 1))};
}

/** Reads the scenario in a file, or the preset of that id, with `settings` applied; throws `BadInput` with every fault. */
export async function loadScenario(
  word: string,
  settings: readonly Setting[],
  effects: Pick<Effects, 'presets' | 'presetText' | 'readText' | 'kindOf'>,
): Promise<Scenario> {
  const scenario = await parsed(await textOf(word, effects), word);
  if (settings.length === 0) return scenario;
  let {document} = scenario;
  const faults: string[] = [];
  for (const {path, value} of settings) {
    const changed = setPath(document, path, value, catalogue);
    if (changed.ok) document = changed.document;
    else faults.push(formatFault(`--set ${path}`, changed.fault));
  }
  if (faults.length > 0) throw new BadInput(...faults);
  return parsed(JSON.stringify(document), `${word} with --set`);
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

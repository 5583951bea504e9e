import {formatFault} from '../scenario/fault.ts';
import {parseScenario} from '../scenario/parse.ts';
import {setPath} from '../scenario/paths.ts';
import type {Scenario} from '../scenario/scenario.ts';
import {BadInput} from './bad-input.ts';
import type {Effects} from './effects.ts';
import {didYouMean} from './options.ts';

/** A change `path=value` as given after `--set`. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/** Reads `path=value`: JSON where it is JSON (30, true, [1, 2]), else text as it stands. */
export function parseSetting(text: string): Setting {
  const equals = text.indexOf('=');
  if (equals < 1) throw new BadInput(`--set: expected path=value, got "${text}"`);
  const word = text.slice(equals + 1);
  let value: unknown = word;
  try {
    value = JSON.parse(word);
  } catch {
    // Text needs no quotes here.
  }
  return {path: text.slice(0, equals), value};
}

/** Reads the scenario in a file, or the preset of that id, with `settings` applied; throws `BadInput` with every fault. */
export async function loadScenario(
  word: string,
  settings: readonly Setting[],
  effects: Pick<Effects, 'presets' | 'presetText' | 'readText' | 'kindOf'>,
): Promise<Scenario> {
  const scenario = parsed(await textOf(word, effects), word);
  if (settings.length === 0) return scenario;
  let {document} = scenario;
  const faults: string[] = [];
  for (const {path, value} of settings) {
    const changed = setPath(document, path, value);
    if (changed.ok) document = changed.document;
    else faults.push(formatFault('--set', changed.fault));
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

function parsed(text: string, source: string): Scenario {
  const result = parseScenario(text, source);
  if (result.ok) return result.scenario;
  throw new BadInput(...result.faults.map((fault) => formatFault(source, fault)));
}

import type {Value} from './address.ts';
import type {Catalogue} from './catalogue-type.ts';
import {diffPaths} from './diff.ts';
import {type Fault, formatFault} from './fault.ts';
import {EMPTY_SIDE, type LinkSide} from './link.ts';
import {loadDocument} from './load.ts';
import {setPath} from './paths.ts';
import type {Scenario} from './scenario.ts';
import type {ScenarioDocument} from './schema.ts';

/** A document as a link says it: its preset and the differences, or itself where a part came or went. */
export function linkSide(document: ScenarioDocument, preset: ScenarioDocument, catalogue: Catalogue): LinkSide {
  const differences = diffPaths(preset, document, catalogue).filter(({path}) => path !== 'seed');
  if (!differences.every(({settable}) => settable)) return {...EMPTY_SIDE, document};
  const changes = Object.fromEntries(differences.map(({path, b}) => [path, b as Value]));
  return {...EMPTY_SIDE, preset: preset.id, changes};
}

export interface OpenedSide {
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

/** The scenario that a side of a link means; parts that the preset cannot take are noted and left out. */
export async function openSide(side: LinkSide, preset: ScenarioDocument, catalogue: Catalogue): Promise<OpenedSide> {
  const notes: string[] = [];
  if (side.document !== null) {
    const loaded = await loadDocument(side.document, catalogue);
    if (loaded.ok) return {scenario: loaded.scenario, notes};
    notes.push(...loaded.faults.map((fault) => formatFault('link', fault)));
  }
  const changes = Object.entries(side.changes);
  const all = await loadDocument(withChanges(preset, changes, catalogue).document, catalogue);
  const rejected = withChanges(preset, changes, catalogue).faults;
  if (all.ok && rejected.length === 0) return {scenario: all.scenario, notes};
  const {scenario, faults} = await withEach(preset, changes, catalogue);
  return {scenario, notes: [...notes, ...faults.map((fault) => formatFault('link', fault))]};
}

type Changes = readonly (readonly [path: string, value: Value])[];

/** All changes, made twice: some places exist, or have their default, only once others are set. */
function withChanges(preset: ScenarioDocument, changes: Changes, catalogue: Catalogue) {
  let document = preset;
  let faults: Fault[] = [];
  for (let pass = 0; pass < 2; pass++) {
    faults = [];
    for (const [path, value] of changes) {
      const set = setPath(document, path, value, catalogue);
      if (set.ok) document = set.document;
      else faults.push(set.fault);
    }
  }
  return {document, faults};
}

/** One change at a time, keeping those that leave a sound scenario; the others are tried again after the rest. */
async function withEach(preset: ScenarioDocument, changes: Changes, catalogue: Catalogue) {
  let document = preset;
  let scenario = await sound(document, catalogue);
  let waiting = changes;
  let faults: Fault[] = [];
  for (let before = Infinity; waiting.length < before;) {
    before = waiting.length;
    const again: (readonly [string, Value])[] = [];
    faults = [];
    for (const change of waiting) {
      const set = setPath(document, ...change, catalogue);
      const loaded = set.ok ? await loadDocument(set.document, catalogue) : undefined;
      if (set.ok && loaded?.ok) [document, scenario] = [set.document, loaded.scenario];
      else {
        again.push(change);
        faults.push(...(set.ok ? (loaded?.ok === false ? loaded.faults.slice(0, 1) : []) : [set.fault]));
      }
    }
    waiting = again;
  }
  return {scenario, faults};
}

async function sound(document: ScenarioDocument, catalogue: Catalogue): Promise<Scenario> {
  const loaded = await loadDocument(document, catalogue);
  if (loaded.ok) return loaded.scenario;
  throw new Error(`preset: ${loaded.faults.map((fault) => formatFault(document.id, fault)).join('; ')}`);
}

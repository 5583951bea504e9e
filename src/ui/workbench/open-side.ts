import type {Catalogue} from '../../scenario/catalogue-type.ts';
import type {Fault} from '../../scenario/fault.ts';
import {loadDocument, loadText} from '../../scenario/load.ts';
import {setPath} from '../../scenario/paths.ts';
import type {ParseResult, Scenario} from '../../scenario/scenario.ts';
import type {SideState, Source} from './state.ts';

/** A side ready to run: the scenario as it was opened and as it is with its changes. */
export interface OpenedSide {
  readonly side: SideState;
  readonly base: Scenario;
  readonly scenario: Scenario;
}

export type OpenResult =
  {readonly ok: true; readonly opened: OpenedSide} | {readonly ok: false; readonly faults: readonly Fault[]};

/** Turns sides into scenarios; what was opened last is remembered, so that a slider does not read its file again. */
export function createOpener(catalogue: Catalogue, presets: Readonly<Record<string, string>>) {
  const bases = new WeakMap<Source, Promise<ParseResult>>();

  async function read(source: Source): Promise<ParseResult> {
    if (source.kind === 'file') return loadText(source.text, catalogue);
    if (Object.hasOwn(presets, source.id)) return loadText(presets[source.id], catalogue);
    const expected = `one of the presets ${Object.keys(presets).join(', ')}`;
    return {ok: false, faults: [{path: 'preset', expected, got: JSON.stringify(source.id)}]};
  }

  return async (side: SideState): Promise<OpenResult> => {
    const {source, changes} = side;
    const reading = bases.get(source) ?? read(source);
    bases.set(source, reading);
    const base = await reading;
    if (!base.ok) return base;
    let {document} = base.scenario;
    const faults: Fault[] = [];
    for (const [path, value] of Object.entries(changes)) {
      const set = setPath(document, path, value, catalogue);
      if (set.ok) ({document} = set);
      else faults.push(set.fault);
    }
    if (faults.length > 0) return {ok: false, faults};
    const changed = Object.keys(changes).length === 0 ? base : await loadDocument(document, catalogue);
    return changed.ok ? {ok: true, opened: {side, base: base.scenario, scenario: changed.scenario}} : changed;
  };
}

import {ENGINE_VERSION} from '../../model/version.ts';
import type {Catalogue} from '../../scenario/catalogue-type.ts';
import {decodeLink, encodeLink, type LinkSide} from '../../scenario/link.ts';
import {linkSide, openSide} from '../../scenario/link-sides.ts';
import {loadText} from '../../scenario/load.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import {createOpener} from './open-side.ts';
import {START, type SideState, type WorkbenchState} from './state.ts';

const MOST_RUNS = 1000; // that a link may start by being opened

/** The fragment that brings back `state`. A side from a file goes as its whole document. */
export function fragmentOf(
  {a, b, runs, window}: WorkbenchState,
  scenarios: {readonly a: Scenario; readonly b: Scenario},
  seed: string,
): string {
  const side = ({source, changes}: SideState, {document}: Scenario): LinkSide =>
    source.kind === 'preset' ? {preset: source.id, changes, document: null} : {preset: null, changes: {}, document};
  return encodeLink({
    a: side(a, scenarios.a),
    b: side(b, scenarios.b),
    seed,
    runs,
    version: ENGINE_VERSION,
    view: {window},
  });
}

export interface OpenedLink {
  readonly state: WorkbenchState;
  readonly notes: readonly string[]; // what could not be taken up; the rest is there
}

async function sideState(
  side: LinkSide,
  fallback: SideState,
  presets: Readonly<Record<string, string>>,
  catalogue: Catalogue,
  notes: string[],
): Promise<SideState> {
  if (side.document !== null) {
    return {source: {kind: 'file', name: 'document of the link', text: JSON.stringify(side.document)}, changes: {}};
  }
  const usual = fallback.source.kind === 'preset' ? fallback.source.id : '';
  const known = side.preset !== null && Object.hasOwn(presets, side.preset);
  if (side.preset !== null && !known) {
    notes.push(`preset: expected one of ${Object.keys(presets).join(', ')}, got ${JSON.stringify(side.preset)}.`);
  }
  const id = known && side.preset !== null ? side.preset : usual;
  const source = {kind: 'preset', id} as const;
  if (Object.keys(side.changes).length === 0) return {source, changes: {}};
  const base = await loadText(presets[id] ?? '', catalogue);
  if (!base.ok) return {source, changes: {}}; // opening it will say what is wrong with it
  const opened = await openSide(side, base.scenario.document, catalogue);
  notes.push(...opened.notes);
  const {changes, document} = linkSide(opened.scenario.document, base.scenario.document, catalogue);
  if (document !== null) return {source: {kind: 'file', name: id, text: JSON.stringify(document)}, changes: {}};
  return {source, changes: changes};
}

/** The window a link asks for, or the usual one where scenario A has none of that name. */
async function windowOf(
  asked: string | undefined,
  a: SideState,
  presets: Readonly<Record<string, string>>,
  catalogue: Catalogue,
  notes: string[],
): Promise<string> {
  if (asked === undefined || asked === START.window) return START.window;
  const opened = await createOpener(catalogue, presets)(a);
  if (!opened.ok) return asked; // opening it will say what is wrong with it
  const names = Object.keys(opened.opened.scenario.input.windows);
  if (names.includes(asked)) return asked;
  notes.push(`window: expected one of ${names.join(', ')}, got ${JSON.stringify(asked)}.`);
  return START.window;
}

/** The state that a fragment means, with notes on whatever is broken, unknown or from another version. */
export async function stateOfFragment(
  fragment: string,
  presets: Readonly<Record<string, string>>,
  catalogue: Catalogue,
): Promise<OpenedLink> {
  const {state: link, notes: read} = decodeLink(fragment);
  const notes = [...read];
  if (link.version !== null && link.version !== ENGINE_VERSION) {
    notes.push(
      `This link was made with engine version ${link.version}; this page has version ${ENGINE_VERSION}, so numbers may differ.`,
    );
  }
  const runs = Math.min(link.runs ?? START.runs, MOST_RUNS);
  if (link.runs !== null && link.runs > MOST_RUNS) {
    notes.push(`The link asks for ${String(link.runs)} runs; a link starts at most ${String(MOST_RUNS)}.`);
  }
  const a = await sideState(link.a, START.a, presets, catalogue, notes);
  const b =
    link.b === null
      ? START.b
      : await sideState(link.b, link.b.preset === null ? a : START.b, presets, catalogue, notes);
  const window = await windowOf(link.view['window'], a, presets, catalogue, notes);
  return {state: {a, b, seed: link.seed, runs, window}, notes};
}

import {type Address, sameValue, type Value} from './address.ts';
import {addressesOf, valueAt} from './addresses.ts';
import type {Catalogue} from './catalogue-type.ts';
import {DEFAULT_WINDOWS, type ScenarioDocument} from './schema.ts';
import {expandList} from './world.ts';

/** One place where two documents differ. */
export interface Difference {
  readonly path: string;
  readonly a: unknown; // undefined where the document has no such place
  readonly b: unknown;
  readonly settable: boolean; // whether `setPath` on a can say what b says
}

/**
 * All places where two valid documents differ in what a run reads, and in the seed.
 *
 * A part that only one of them has (an entry, a stage, a developer, a window) is one difference, not
 * one for each of its fields; the same holds for another order of entries or stages.
 */
export function diffPaths(a: ScenarioDocument, b: ScenarioDocument, catalogue: Catalogue): Difference[] {
  const structure = structureOf(a, b, catalogue);
  const inside = (path: string) => structure.some((part) => path.startsWith(`${part.path}.`));
  const [ofA, ofB] = [addressesOf(a, catalogue), addressesOf(b, catalogue)];
  const paths = [...new Set([...ofA.keys(), ...ofB.keys()])].filter((path) => !inside(path));
  const values = paths.flatMap((path): Difference[] => {
    const [inA, inB] = [ofA.get(path), ofB.get(path)];
    const [saidA, saidB] = [inA?.raw(a), inB?.raw(b)];
    if (sameValue(saidA, saidB) || isConsequence(path, ofA, ofB)) return [];
    return [{path, a: held(inA, a), b: held(inB, b), settable: inB !== undefined && isSettable(path, ofA)}];
  });
  return [...structure, ...values];
}

const held = (address: Address | undefined, document: ScenarioDocument): Value | undefined =>
  address && valueAt(address, document);

const THRESHOLD_NUMBER = /\.threshold\.(?:flop|top)$/;

/** The number beside a threshold's index can be set once the index is. */
const isSettable = (path: string, addresses: ReadonlyMap<string, Address>): boolean =>
  addresses.has(path) || addresses.has(path.replace(THRESHOLD_NUMBER, '.threshold.index'));

/** The number of an index that is no longer there goes with the index. */
const isConsequence = (path: string, ofA: ReadonlyMap<string, Address>, ofB: ReadonlyMap<string, Address>): boolean =>
  THRESHOLD_NUMBER.test(path) && ofA.has(path) && !ofB.has(path);

interface Part {
  readonly path: string;
  readonly id: string;
  readonly whole: unknown;
}

/** The parts that come and go: entries of the policy, stages, windows, and who is in the world. */
function structureOf(a: ScenarioDocument, b: ScenarioDocument, catalogue: Catalogue): Difference[] {
  const differences: Difference[] = [];
  const add = (path: string, x: unknown, y: unknown) => differences.push({path, a: x, b: y, settable: false});
  const compare = (path: string, ofA: readonly Part[], ofB: readonly Part[]) => {
    const find = (parts: readonly Part[], id: string) => parts.find((part) => part.id === id);
    for (const part of ofA) if (!find(ofB, part.id)) add(part.path, part.whole, undefined);
    for (const part of ofB) if (!find(ofA, part.id)) add(part.path, undefined, part.whole);
    const shared = (parts: readonly Part[], others: readonly Part[]) =>
      parts.map(({id}) => id).filter((id) => find(others, id) !== undefined);
    const [orderA, orderB] = [shared(ofA, ofB), shared(ofB, ofA)];
    if (orderA.join() !== orderB.join()) add(path, orderA, orderB);
  };

  compare('policy', entriesOf(a), entriesOf(b));
  for (const entry of a.policy ?? []) {
    const other = b.policy?.find(({id}) => id === entry.id);
    if (!other) continue;
    const path = `policy.${entry.id}.stages`;
    const [stagesA, stagesB] = [entry.regime.stages, other.regime.stages];
    const order = (stages: typeof stagesA) => stages?.map(({id}) => id).join();
    if (order(stagesA) !== order(stagesB)) add(path, stagesA, stagesB);
  }
  compare('windows', windowsOf(a), windowsOf(b));
  for (const list of ['jurisdictions', 'developers'] as const)
    compare(`world.${list}`, itemsOf(a, list, catalogue), itemsOf(b, list, catalogue));
  return differences;
}

const entriesOf = ({policy = []}: ScenarioDocument): Part[] =>
  policy.map((entry) => ({path: `policy.${entry.id}`, id: entry.id, whole: entry}));

/** Windows in the order of their names, which does not count. */
function windowsOf({windows}: ScenarioDocument): Part[] {
  const all = windows ?? DEFAULT_WINDOWS;
  return Object.keys(all)
    .sort((x, y) => (x < y ? -1 : 1))
    .map((id) => ({path: `windows.${id}`, id, whole: all[id]}));
}

function itemsOf({world}: ScenarioDocument, list: 'jurisdictions' | 'developers', {defaultWorld}: Catalogue): Part[] {
  const items =
    list === 'jurisdictions'
      ? expandList(world?.jurisdictions, defaultWorld.jurisdictions)
      : expandList(world?.developers, defaultWorld.developers);
  return items.map(({id, own, base}) => ({path: `world.${list}.${id}`, id, whole: {...base, ...own, id}}));
}

import {type Address, sameValue, type Value} from './address.ts';
import {addressesOf, valueAt} from './addresses.ts';
import type {Catalogue} from './catalogue-type.ts';
import {didYouMean, type Fault, quoted} from './fault.ts';
import type {ScenarioDocument} from './schema.ts';
import {nearest} from './suggest.ts';

export type SetResult =
  {readonly ok: true; readonly document: ScenarioDocument} | {readonly ok: false; readonly fault: Fault};

/** Every path of a document, then the short names of its levers. */
export function validPaths(document: ScenarioDocument, catalogue: Catalogue): string[] {
  return [...addressesOf(document, catalogue).keys(), ...Object.keys(document.levers ?? {})];
}

/** The full path behind a path or a lever's name. */
function fullPath(document: ScenarioDocument, path: string): string {
  const {levers = {}} = document;
  return Object.hasOwn(levers, path) ? levers[path] : path;
}

/** What a path or a lever holds, said or by default; null where nothing, undefined where there is no such path. */
export function getPath(document: ScenarioDocument, path: string, catalogue: Catalogue): Value | undefined {
  const address = addressesOf(document, catalogue).get(fullPath(document, path));
  return address && valueAt(address, document);
}

/**
 * The document with one place changed by its path or its lever's name; null takes out what was said there.
 *
 * What equals the default is left out. The value is read by the kind of the place (the text `us` as a list of
 * one, the number 1 as the seed `1`), but judged only when the document is loaded again.
 */
export function setPath(document: ScenarioDocument, path: string, value: Value, catalogue: Catalogue): SetResult {
  const addresses = addressesOf(document, catalogue);
  const address = addresses.get(fullPath(document, path));
  if (!address)
    return {ok: false, fault: unknownPath(path, [...addresses.keys(), ...Object.keys(document.levers ?? {})])};
  const fitting = fitted(value, address);
  const unsaid = (fitting === null && address.nullable !== true) || sameValue(fitting, address.usual);
  return {ok: true, document: address.put(document, unsaid ? undefined : fitting)};
}

/** Text as the value it most likely is: a number, true or false, nothing, a list joined by ~, or a word. */
export function readValue(text: string): Value {
  if (text === '') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  if (String(Number(text)) === text && Number.isFinite(Number(text))) return Number(text);
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (Number.isFinite(number)) return number === 0 ? 0 : number;
  return text.includes('~') ? text.split('~').filter((item) => item !== '') : text;
}

function fitted(value: Value, {kind, nullable}: Address): Value {
  if (kind === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (kind === 'list' && typeof value === 'string') return [value];
  if (nullable === true && value === 'null') return null;
  return value;
}

function unknownPath(path: string, known: readonly string[]): Fault {
  return {path: 'path', expected: 'a path of this scenario', got: quoted(path), ...didYouMean(nearest(path, known))};
}

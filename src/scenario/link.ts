import canonicalize from 'canonicalize';
import type {Value} from './address.ts';
import {quoted} from './fault.ts';
import {readValue} from './paths.ts';

/** One side of a comparison: a preset and what is changed in it, or a document of its own. */
export interface LinkSide {
  readonly preset: string | null; // null: on side A the page's first one, on side B that of side A
  readonly changes: Readonly<Record<string, Value>>; // by path or lever; null takes out what the preset says
  readonly document: unknown; // plain JSON where changes of a preset cannot say it, else null
}

/** All that a link holds. Reading one never starts a run. */
export interface LinkState {
  readonly a: LinkSide;
  readonly b: LinkSide | null;
  readonly seed: string | null; // of both sides
  readonly runs: number | null;
  readonly version: string | null; // engine version that made the numbers the link was copied beside
  readonly view: Readonly<Record<string, string>>;
}

/** Names of view state; everything else is a path, a lever or one of the fixed names. */
export const VIEW_KEYS = ['tab', 'chart', 'outcome', 'window', 'time', 'scale', 'lang'] as const;

/** From this length on the deflated form `#z=` is shorter and easier to paste. */
const LONG_LINK = 1_500;
/** Beyond this length some programs cut links off: offer the file instead. */
const LONGEST_LINK = 8_000;
/** Longest fragment that is read, in characters. */
const LONGEST_READ = 512_000;

const TRACKING = /^(?:utm_.*|fbclid|gclid|msclkid|mc_[ce]id|ref)$/;
const FORMAT = '1'; // of the link itself

export const EMPTY_SIDE: LinkSide = {preset: null, changes: {}, document: null};

/** The fragment of a link, without `#`: readable names in a fixed order, only what is said. */
export function encodeLink({a, b, seed, runs, version, view}: LinkState): string {
  const pairs: [string, string][] = [
    ...sidePairs(a, ''),
    ...(b ? [...(isEmpty(b) ? [['b.preset', ''] as [string, string]] : []), ...sidePairs(b, 'b.')] : []),
  ];
  if (seed !== null) pairs.push(['seed', escaped(seed)]);
  if (runs !== null) pairs.push(['runs', numeral(runs)]);
  for (const key of VIEW_KEYS) if (Object.hasOwn(view, key)) pairs.push([key, escaped(view[key])]);
  if (version !== null) pairs.push(['v', escaped(version)]);
  return pairs.map(([key, text]) => `${key}=${text}`).join('&');
}

const isEmpty = ({preset, changes, document}: LinkSide): boolean =>
  preset === null && document === null && Object.keys(changes).length === 0;

function sidePairs({preset, changes, document}: LinkSide, prefix: string): [string, string][] {
  const pairs: [string, string][] = [];
  if (preset !== null) pairs.push([`${prefix}preset`, escaped(preset)]);
  if (document !== null) pairs.push([`${prefix}doc`, escaped(canonicalize(document) ?? '')]);
  for (const path of Object.keys(changes).sort(byCode)) pairs.push([prefix + escaped(path), written(changes[path])]);
  return pairs;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A value as link text. Text that would be read as something else has its first character escaped. */
function written(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return numeral(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return `${value.map(escaped).join('~')}${value.length < 2 ? '~' : ''}`;
  const text = escaped(value);
  const misread = text === value && typeof readValue(text) !== 'string';
  return misread ? `%${value.charCodeAt(0).toString(16).padStart(2, '0')}${value.slice(1)}` : text;
}

/** Shortest text that reads back as the number; no plus sign, which some programs take for a space. */
const numeral = (value: number): string => String(value).replace('+', '');

/** As encodeURIComponent, and also what ends a link in running text or joins a list. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

export interface DecodedLink {
  readonly state: LinkState;
  readonly notes: readonly string[]; // what was not understood; the rest is loaded
}

/** Reads the fragment of a link; whatever is broken or unknown is noted and left out. */
export function decodeLink(fragment: string): DecodedLink {
  const notes: string[] = [];
  if (fragment.length > LONGEST_READ) {
    notes.push(`The link is longer than ${LONGEST_READ} characters and was not read.`);
    return {state: {a: EMPTY_SIDE, b: null, seed: null, runs: null, version: null, view: {}}, notes};
  }
  const said = new Map<string, string>();
  for (const part of fragment.replace(/^#/, '').split('&')) {
    const cut = part.indexOf('=');
    const key = unescaped(cut < 0 ? part : part.slice(0, cut));
    if (key === '' || (key !== undefined && TRACKING.test(key))) continue;
    if (key === undefined || cut < 0) notes.push(`Not understood: ${quoted(part)}.`);
    else if (said.has(key)) notes.push(`Said twice, the first was taken: ${quoted(key)}.`);
    else said.set(key, part.slice(cut + 1));
  }

  const sides = {a: side(), b: side()};
  const view: Record<string, string> = {};
  const fixed: {seed: string | null; runs: number | null; version: string | null} = {
    seed: null,
    runs: null,
    version: null,
  };
  let hasB = false;
  for (const [key, raw] of said) {
    const text = unescaped(raw);
    if (text === undefined) {
      notes.push(`Not understood: ${quoted(`${key}=${raw}`)}.`);
      continue;
    }
    const ofB = key.startsWith('b.');
    const name = ofB ? key.slice(2) : key;
    const to = ofB ? sides.b : sides.a;
    hasB ||= ofB;
    if (name === 'preset') to.preset = text === '' ? null : text;
    else if (name === 'doc') to.document = documentOf(text, notes);
    else if (key === 'seed') fixed.seed = text;
    else if (key === 'runs') fixed.runs = wholeNumber(text, notes);
    else if (key === 'v') fixed.version = text;
    else if (key === 's') {
      if (text !== FORMAT) notes.push(`This link is of format ${quoted(text)}; it is read as format ${FORMAT}.`);
    } else if ((VIEW_KEYS as readonly string[]).includes(key)) view[key] = text;
    else if (!/^[\w.-]{1,200}$/.test(name) || name === '__proto__') notes.push(`Not a path: ${quoted(key)}.`);
    else to.changes[name] = valueOf(raw);
  }
  return {state: {a: sides.a, b: hasB ? sides.b : null, ...fixed, view}, notes};
}

interface OpenSide {
  preset: string | null;
  changes: Record<string, Value>;
  document: unknown;
}

const side = (): OpenSide => ({preset: null, changes: {}, document: null});

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    return undefined;
  }
}

/** The value of link text that is known to unescape; typed by how it stands there. */
function valueOf(raw: string): Value {
  const value = readValue(raw);
  if (typeof value === 'string') return decodeURIComponent(value).normalize('NFC');
  if (Array.isArray(value))
    return (value as readonly string[]).map((item) => decodeURIComponent(item).normalize('NFC'));
  return value;
}

function wholeNumber(text: string, notes: string[]): number | null {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= 1) return value;
  notes.push(`runs: expected a whole number >= 1, got ${quoted(text)}.`);
  return null;
}

function documentOf(text: string, notes: string[]): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    notes.push('The document in this link is not whole.');
    return null;
  }
}

/** What a reader of a link of this length should know. */
export function lengthNote(fragment: string): string | undefined {
  if (fragment.length <= LONG_LINK) return undefined;
  if (fragment.length <= LONGEST_LINK)
    return `Long link (${fragment.length} characters): the short form is better to paste.`;
  return `This scenario is too big for a link (${fragment.length} characters): share the file instead.`;
}

/** The text after `z=` when a fragment is in the deflated form, for the page to inflate. */
export function deflatedPart(fragment: string): string | undefined {
  return /^#?z=([\w-]+)$/.exec(fragment)?.[1];
}

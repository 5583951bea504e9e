/** One thing wrong with a document: where (a path of ids), what was expected, what was found, how to mend it. */
export interface Fault {
  readonly path: string; // empty for the document as a whole
  readonly expected: string; // a noun phrase: "a number >= 0 (days)"
  readonly got: string; // shortened
  readonly hint?: string;
}

const SHOWN = 60; // characters of a found value that help to recognise it

/** One clear line for a fault of the document read from `source`. */
export function formatFault(source: string, {path, expected, got, hint}: Fault): string {
  const where = path === '' ? source : `${source}: ${path}`;
  return visible(`${where}: expected ${expected}, got ${got}${hint === undefined ? '' : `; ${hint}`}`);
}

/** A found value as short text; a number that was written as text says so. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'a group of fields';
  if (typeof value === 'string')
    return `${/\d/.test(value) && /^[\d\s.,_:+-]+$/.test(value) ? 'text ' : ''}${quoted(value)}`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}

/** Text in quotes, cut to a recognisable length. */
export function quoted(text: string): string {
  return JSON.stringify(visible(text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`));
}

/** `did you mean "x"?`, or nothing when no known name is near. */
export const didYouMean = (name: string | undefined): {hint: string} | Record<never, never> =>
  name === undefined ? {} : {hint: `did you mean ${quoted(name)}?`};

/** Hidden characters, direction overrides and line breaks as escapes, so that a fault stays one honest line. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The first hidden character of a value, where only a tab and a line feed may stand. */
export function hiddenCharacter(text: string): string | undefined {
  return text.replace(/[\n\t]/g, ' ').match(HIDDEN)?.[0];
}

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type ParsedNode,
  type YAMLError,
} from 'yaml';
import {type Fault, hiddenCharacter, quoted, visible} from './fault.ts';
import {DEEPEST, nestsTooDeep} from './nesting.ts';

/** Plain data as JSON has it. */
export type Data = null | boolean | number | string | Data[] | {[key: string]: Data};

export type ReadResult = {readonly ok: true; readonly data: Data} | {readonly ok: false; readonly faults: Fault[]};

/** Longest text of a scenario, in characters. */
export const LONGEST_TEXT = 2_000_000;

/** Keys that would reach into the objects of the language itself. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads YAML 1.2 (core schema) or JSON as plain data, or says all that is wrong with the text. */
export function readText(text: string): ReadResult {
  if (text.length > LONGEST_TEXT) {
    return refuse('', `at most ${LONGEST_TEXT} characters`, `${text.length}`);
  }
  const body = text.replace(/^\ufeff/, '');
  const hidden = hiddenCharacter(body.replace(/\r\n?/g, '\n'));
  if (hidden !== undefined) return refuse(placeOf(body, body.indexOf(hidden)), 'visible characters', visible(hidden));
  if (nestsTooDeep(body)) return refuse('', `at most ${DEEPEST} levels of nesting`, 'more');

  const lines = new LineCounter();
  const document = parseDocument(body, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false, // checked below: the library compares every pair of keys, minutes for a hostile text
    strict: true,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const place = (offset: number) => {
    const {line, col} = lines.linePos(offset);
    return `line ${line}, column ${col}`;
  };
  const broken = [...document.errors, ...document.warnings].map((error) => syntaxFault(error, place));
  if (broken.length > 0) return {ok: false, faults: broken};
  return plainData(document, place);
}

const refuse = (path: string, expected: string, got: string): ReadResult => ({
  ok: false,
  faults: [{path, expected, got}],
});

/** Line and column of a position, counted as editors do. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n?|\n/);
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

function syntaxFault({code, message, pos}: YAMLError, place: (offset: number) => string): Fault {
  const path = place(pos[0]);
  if (code === 'MULTIPLE_DOCS') return {path, expected: 'one document', got: 'a second one'};
  if (code === 'TAG_RESOLVE_FAILED') return {path, expected: 'no tags', got: quoted(message)};
  return {path, expected: 'YAML 1.2 or JSON', got: `a syntax error: ${visible(message.split('\n')[0])}`};
}

/** Copies the nodes field by field into plain objects; nothing the text names can reach a prototype. */
function plainData({contents}: Document.Parsed, place: (offset: number) => string): ReadResult {
  const faults: Fault[] = [];
  const fault = (node: ParsedNode | null, expected: string, got: string) =>
    faults.push({path: place(node?.range[0] ?? 0), expected, got});

  const copy = (node: ParsedNode | null): Data => {
    if (node === null) return null;
    if (isAlias(node)) {
      fault(node, 'values written out', `the alias *${node.source}`);
      return null;
    }
    if (node.tag !== undefined && !/^tag:yaml\.org,2002:(map|seq|str|int|float|bool|null)$/.test(node.tag)) {
      fault(node, 'no tags', quoted(node.tag));
    }
    if (isSeq(node)) return node.items.map((item) => copy(item as ParsedNode | null));
    if (isMap(node)) {
      const object: {[key: string]: Data} = {};
      for (const {key, value} of node.items as {key: ParsedNode | null; value: ParsedNode | null}[]) {
        const name = keyOf(key);
        if (name === undefined) fault(key ?? node, 'a name before the colon', 'a list, a group or nothing');
        else if (RESERVED.has(name)) fault(key, 'a name that is not reserved', quoted(name));
        else if (hiddenCharacter(name.replace(/[\n\t]/g, '\0')) !== undefined)
          fault(key, 'a name of visible characters', quoted(name));
        else if (Object.hasOwn(object, name)) fault(key, 'each name once', `${quoted(name)} again`);
        else object[name] = copy(value);
      }
      return object;
    }
    return scalar(node);
  };

  const scalar = (node: ParsedNode): Data => {
    const value: unknown = isScalar(node) ? node.value : null;
    if (typeof value === 'string') {
      const hidden = hiddenCharacter(value);
      if (hidden !== undefined) fault(node, 'visible characters', visible(hidden));
      return value.normalize('NFC');
    }
    if (typeof value === 'number') return value === 0 ? 0 : value; // -0 and 0 are one number in a scenario
    return typeof value === 'boolean' ? value : null;
  };

  const data = copy(contents);
  return faults.length > 0 ? {ok: false, faults} : {ok: true, data};
}

/** The text of a key; numbers and words such as `true` keep their spelling. */
function keyOf(key: ParsedNode | null): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value.normalize('NFC');
  return key.value === null ? undefined : key.source;
}

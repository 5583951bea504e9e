import {describe, expect, it} from 'vitest';
import {formatFault} from '../../src/scenario/fault.ts';
import {DEEPEST} from '../../src/scenario/nesting.ts';
import {LONGEST_TEXT, readText} from '../../src/scenario/read-text.ts';

function lines(text: string): string[] {
  const read = readText(text);
  return read.ok ? [] : read.faults.map((fault) => formatFault('f.yaml', fault));
}

function data(text: string): unknown {
  const read = readText(text);
  if (!read.ok) throw new Error(lines(text).join('\n'));
  return read.data;
}

// Oracle: YAML 1.2.2, core schema, chapter 10.3, and RFC 8259.
describe('readText', () => {
  it('reads YAML by the core schema: no sexagesimals, no octals by a zero, no yes and no', () => {
    const text = 'a: 1_000\nb: 012\nc: 1:30\nd: no\ne: 2025-01-06\nf: ~\ng: true\nh: 1e3';
    expect(data(text)).toEqual({a: '1_000', b: 12, c: '1:30', d: 'no', e: '2025-01-06', f: null, g: true, h: 1000});
  });

  it('reads JSON, tabs, escapes and all', () => {
    const value = {a: [1, 2.5e-3, 'x\n"/', true, null, {b: '😀'}], 'c d': -7};
    expect(data(JSON.stringify(value))).toEqual(value);
    expect(data(JSON.stringify(value, null, '\t'))).toEqual(value);
    expect(data('{"a": "\\ud83d\\ude00\\/"}')).toEqual({a: '😀/'});
  });

  it('brings text into one normal form and takes -0 as 0', () => {
    expect(data('a: "e\\u0301"')).toEqual({a: '\u00e9'});
    expect(Object.is((data('a: -0') as {a: number}).a, 0)).toBe(true);
  });

  it('names line and column of a syntax error', () => {
    expect(lines('a: 1\nb: [1, 2')[0]).toMatch(
      /^f\.yaml: line 2, column \d+: expected YAML 1\.2 or JSON, got a syntax error: /,
    );
    expect(lines('a: b: c')[0]).toMatch(/^f\.yaml: line 1, column 4: /);
    expect(lines('a:\n  - b\n c: 1')[0]).toMatch(/^f\.yaml: line 3, column 1: /);
  });

  it('refuses a name given twice, however it is spelled', () => {
    expect(lines('a: 1\nb: 2\na: 3')).toEqual(['f.yaml: line 3, column 1: expected each name once, got "a" again']);
    expect(lines('{"a": 1, "a": 1}')).toHaveLength(1);
    expect(lines('{"a": 1, "\\u0061": 1}')).toHaveLength(1);
    expect(lines('1: a\n"1": b')).toHaveLength(1);
  });

  it('refuses names that reach into prototypes, at any depth', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(lines(`a:\n  - ${name}: {polluted: 1}`)[0]).toContain(
        `expected a name that is not reserved, got "${name}"`,
      );
      expect(lines(`{"${name}": {"polluted": 1}}`)).toHaveLength(1);
    }
    expect(({} as {polluted?: number}).polluted).toBeUndefined();
  });

  it('refuses aliases, tags, a second document and names that are no text', () => {
    expect(lines('a: &x 1\nb: *x')).toEqual([
      'f.yaml: line 2, column 4: expected values written out, got the alias *x',
    ]);
    expect(lines('a: !!binary aGk=')[0]).toContain('expected no tags');
    expect(lines('a: !mine 1')[0]).toContain('expected no tags');
    expect(lines('a: 1\n---\nb: 2')[0]).toContain('expected one document, got a second one');
    expect(lines('? [1]\n: 2')[0]).toContain('expected a name before the colon');
    expect(lines('~: 1')).toHaveLength(1);
  });

  it('does not merge: << is a name like any other', () => {
    expect(data('<<: {a: 1}\nb: 2')).toEqual({'<<': {a: 1}, b: 2});
  });

  it('refuses control characters and direction overrides, raw or escaped, and shows them as escapes', () => {
    expect(lines('a: x\u202ey')).toEqual(['f.yaml: line 1, column 5: expected visible characters, got \\u202e']);
    expect(lines('# \u2066 in a comment\na: 1')).toHaveLength(1);
    expect(lines('a: "\\u202e"')[0]).toContain('\\u202e');
    expect(lines('a: "\\0"')[0]).toContain('\\u0000');
    expect(lines('"a\\nb": 1')[0]).toContain('expected a name of visible characters');
    expect(lines('{"a": "\\ud800"}')[0]).toContain('\\ud800');
    expect(data('a: |\n  two\n  lines\n')).toEqual({a: 'two\nlines\n'});
  });

  it('refuses what nests deeper than the limit before parsing it, in every style', () => {
    const tooDeep = (text: string) =>
      expect(lines(text)).toEqual([expect.stringContaining(`at most ${DEEPEST} levels`)]);
    tooDeep('['.repeat(100_000));
    tooDeep('{"a":'.repeat(DEEPEST + 1));
    tooDeep('- '.repeat(50_000));
    tooDeep(Array.from({length: DEEPEST + 2}, (_, i) => `${' '.repeat(i)}a:`).join('\n'));
    tooDeep(Array.from({length: DEEPEST + 2}, (_, i) => `${' '.repeat(i)}-`).join('\n'));
  });

  it('takes what nests as deep as the limit, and brackets in text', () => {
    expect(lines(`${'['.repeat(DEEPEST)}1${']'.repeat(DEEPEST)}`)).toEqual([]);
    expect(data(`a: don't [[[ {{{\nb: "${'['.repeat(200)}"`)).toEqual({a: "don't [[[ {{{", b: '['.repeat(200)});
    expect(data(`a: |\n  ${'['.repeat(200)}\n`)).toEqual({a: `${'['.repeat(200)}\n`});
  });

  it('refuses a text over the limit without reading it', () => {
    expect(lines(`# ${'x'.repeat(LONGEST_TEXT)}`)[0]).toContain(`expected at most ${LONGEST_TEXT} characters`);
  });

  // Comparing every pair of names takes half a minute here; one pass over them well under two seconds.
  it('reads very many names in time proportional to their number', {timeout: 15_000}, () => {
    const names = Array.from({length: 32_000}, (_, i) => `k${i}: 1`).join('\n');
    expect(Object.keys(data(names) as object)).toHaveLength(32_000);
  });
});

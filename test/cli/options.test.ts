import {describe, expect, it} from 'vitest';
import {BadInput} from '../../src/cli/bad-input.ts';
import {listOf, type Options, parseOptions, wholeNumber} from '../../src/cli/options.ts';

const options = {
  runs: {type: 'string', value: 'N', help: ''},
  set: {type: 'string', value: 'PATH=VALUE', multiple: true, help: ''},
  json: {type: 'boolean', help: ''},
} as const satisfies Options;
const args = [{name: 'SCENARIO', help: ''}];

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof BadInput) return error.faults;
    throw error;
  }
  return [];
}

describe('parseOptions', () => {
  it('gives words and options, a repeatable one as a list in the order given', () => {
    expect(parseOptions(['--set', 'a=1', 'x.yaml', '--set=b=--2', '--runs', '-5', '--json'], options, args)).toEqual({
      words: ['x.yaml'],
      values: {set: ['a=1', 'b=--2'], runs: '-5', json: true},
    });
    expect(parseOptions(['x.yaml'], options, args).values).toEqual({});
  });

  it.each<[string[], string[]]>([
    [
      ['x', '--run', '3'],
      ['--run: expected a known option, got --run; did you mean "--runs"?', '3: expected no further word, got "3"'],
    ],
    [['x', '--constructor'], ['--constructor: expected a known option, got --constructor']],
    [['x', '--runs'], ['--runs: expected N after it, got nothing']],
    [['x', '--runs', '--json'], ['--runs: expected N after it, got --json']],
    [['x', '--json=yes'], ['--json: expected no value, got "yes"']],
    [[], ['SCENARIO: expected one, got nothing']],
  ])('refuses %j with a line per fault', (words, faults) => {
    expect(faultsOf(() => parseOptions(words, options, args))).toEqual(faults);
  });
});

describe('wholeNumber', () => {
  it('reads digits and refuses everything else', () => {
    expect(wholeNumber('runs', '100', 1)).toBe(100);
    expect(wholeNumber('runs', undefined, 1)).toBeUndefined();
    for (const text of ['0', '-1', '1.5', '1e3', '0x10', '', 'many', '99999999999999999999']) {
      expect(faultsOf(() => wholeNumber('runs', text, 1))).toEqual([
        `--runs: expected a whole number of at least 1, got "${text}"`,
      ]);
    }
  });
});

describe('listOf', () => {
  const names = ['hhi', 'incidents', 'harm'];
  it('gives the members in the order of the registry, each once, and all of them for all', () => {
    expect(listOf('series', 'harm, hhi,harm', names)).toEqual(['hhi', 'harm']);
    expect(listOf('series', 'all', names)).toEqual(names);
    expect(listOf('series', undefined, names)).toEqual([]);
  });

  it('names every member it does not know', () => {
    expect(faultsOf(() => listOf('series', 'hii,harm,zzz', names))).toEqual([
      '--series: expected names of hhi, incidents, harm, got "hii"; did you mean "hhi"?',
      '--series: expected names of hhi, incidents, harm, got "zzz"',
    ]);
  });
});

import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {evaluate, type Formula} from '../../src/numeric/formula.ts';
import {FormulaError, readFormula, referencesOf, type SyntaxNode, TRIGGER_VALUES} from '../../src/scenario/formula.ts';
import {parseExpression} from '../../src/scenario/formula-parser.ts';

const parse = (text: string): SyntaxNode => parseExpression(text);
const read = (text: string): Formula => readFormula(text, parse);
const worth = (text: string): number => evaluate(read(text), () => 7);

describe('readFormula', () => {
  // Oracle: the precedence of school arithmetic.
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['8 / 4 / 2', 1],
    ['1 < 2 and 2 < 2', 0],
    ['1 < 2 <= 2', 1],
    ['3 < 2 < 5', 0],
    ['not (1 == 2) ? 5 : 6', 5],
    ['true or false', 1],
    ['max(1, min(5, 3), 2)', 3],
    ['abs(-2) + sqrt(9)', 5],
    ['ln(exp(2))', 2],
    ['pow(2, 10)', 1024],
    ['1.5e3', 1500],
    ['hhi@after * 2', 14],
  ])('reads %s as %d', (text, value) => {
    expect(worth(text)).toBeCloseTo(value, 12);
  });

  it('keeps outcome names with dots and dashes whole', () => {
    expect(read('hhi.eu.enterprise@after - hhi.lab-1@before')).toEqual({
      op: '-',
      args: [{ref: 'hhi.eu.enterprise@after'}, {ref: 'hhi.lab-1@before'}],
    });
    expect(read('2-cr3@after-cr3@before')).toEqual({
      op: '-',
      args: [{op: '-', args: [2, {ref: 'cr3@after'}]}, {ref: 'cr3@before'}],
    });
    expect(referencesOf(read('cr3@a + cr3@a * (cr3@b > 1 ? 1 : hhi@c)'))).toEqual(['cr3@a', 'cr3@b', 'hhi@c']);
  });

  it('gives one tree for one meaning, however it is spaced', () => {
    expect(read(' cr3@after>=0.8 ')).toEqual(read('(cr3@after) >= (0.80)'));
  });

  it('lets a trigger see reported values only', () => {
    const trigger = (text: string) => readFormula(text, parse, TRIGGER_VALUES);
    expect(trigger('severe_incidents >= 1')).toEqual({op: '>=', args: [{ref: 'severe_incidents'}, 1]});
    expect(() => trigger('severe_incident >= 1')).toThrow(FormulaError);
    expect(() => trigger('incidents@after > 1')).toThrow(FormulaError);
    expect(() => read('severe_incidents > 1')).toThrow('outcomes as outcome@window');
  });

  // Oracle: a corpus of published attacks on expression parsers, and all that is not arithmetic.
  it.each([
    ...[
      '',
      ' ',
      '1 +',
      '(1',
      '1)',
      'a',
      'reference_0',
      'x = 1',
      'f(x) = x',
      '1; 2',
      '1\n2',
      '"text"',
      "'text'",
      '1 # note',
    ],
    ...['[1, 2]', '1:3', '{a: 1}', 'cr3@after.constructor', 'cr3@after[1]', 'constructor', '__proto__', 'toString()'],
    ...[
      'constructor("return 1")()',
      'parse("1")',
      'evaluate("1")',
      'import({})',
      'createUnit("x")',
      'config({})',
      'cr3@after(1)',
    ],
    ...[
      'random()',
      'max()',
      'max(1)',
      'min(1)',
      'sqrt(1, 2)',
      'pow(1)',
      '3!',
      "cr3@after'",
      '5 mod 2',
      '5 % 2',
      '2 + 5%',
      '1 | 2',
      '~1',
    ],
    ...[
      '1 to 2',
      '1 in 2',
      '1e400',
      'NaN',
      'Infinity',
      'null',
      'undefined',
      'cr3',
      'cr3@',
      '@after',
      'cr3@after@after',
      'Cr3@after',
    ],
    ...['1 xor 2', 'hasOwnProperty(1)', 'cr3@after and constructor', 'i', 'pi', 'e'],
  ])('refuses %j', (text) => {
    expect(() => read(text)).toThrow(FormulaError);
  });

  it('keeps to 2,000 characters, 500 parts and 64 levels, and needs no deep stack to say so', () => {
    expect(() => read('1+'.repeat(1001) + '1')).toThrow('at most 2000 characters');
    expect(() => read('1+'.repeat(300) + '1')).toThrow(/at most (500 parts|64 levels)/);
    expect(() => read(`max(${'1,'.repeat(500)}1)`)).toThrow('at most 500 parts');
    expect(() => read('-'.repeat(70) + 'cr3@a')).toThrow('at most 64 levels');
    expect(() => read('('.repeat(1000))).toThrow(FormulaError);
    expect(() => read('('.repeat(65) + '1' + ')'.repeat(65))).toThrow('at most 64 levels');
    expect(worth('('.repeat(64) + '1' + ')'.repeat(64))).toBe(1);
  });

  it('answers any text with a tree or a FormulaError', () => {
    const piece = fc.constantFrom(
      '1',
      '+',
      '(',
      ')',
      'cr3@after',
      '-',
      '^',
      '?',
      ':',
      'max',
      ',',
      '.',
      '@',
      '<',
      '=',
      'and',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            evaluate(read(text), () => 1); // throws if the tree is not one of ours
          } catch (error) {
            expect(error).toBeInstanceOf(FormulaError);
          }
        },
      ),
      {numRuns: 2000},
    );
  });
});

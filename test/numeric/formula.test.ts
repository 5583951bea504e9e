import {describe, expect, it} from 'vitest';
import {checkFormula, evaluate, type Formula} from '../../src/numeric/formula.ts';

const none = (ref: string): number => {
  throw new Error(`unexpected name ${ref}`);
};

/** Shorthand: a text is a named value, an array an operation with its arguments. */
type Short = number | string | [string, ...Short[]];

function tree(short: Short): Formula {
  if (typeof short === 'number') return short;
  if (typeof short === 'string') return {ref: short};
  const [op, ...args] = short;
  return {op, args: args.map(tree)};
}

const value = (short: Short, read: (ref: string) => number = none) => evaluate(tree(short), read);

describe('evaluate', () => {
  it('does arithmetic as the language does', () => {
    expect(value(['+', 1, 2, 3.5])).toBe(6.5);
    expect(value(['-', 1, 2])).toBe(-1);
    expect(value(['*', 2, 3, 4])).toBe(24);
    expect(value(['/', 1, 0])).toBe(Infinity);
    expect(value(['unary-', 3])).toBe(-3);
    expect(value(['min', 3, 1, 2])).toBe(1);
    expect(value(['max', 3, 1, 2])).toBe(3);
    expect(value(['abs', -2])).toBe(2);
    expect(value(['sqrt', 9])).toBe(3);
    expect(value(['exp', 0])).toBe(1);
    expect(value(['ln', 1])).toBe(0);
    expect(value(['pow', 2, 10])).toBe(1024);
  });

  it('compares to 1 and 0', () => {
    const cases: [string, number[]][] = [
      ['<', [1, 0, 0]],
      ['<=', [1, 1, 0]],
      ['>', [0, 0, 1]],
      ['>=', [0, 1, 1]],
      ['==', [0, 1, 0]],
      ['!=', [1, 0, 1]],
    ];
    for (const [op, expected] of cases) expect([1, 2, 3].map((x) => value([op, x, 2]))).toEqual(expected);
    for (const [op] of cases) expect(value([op, NaN, NaN])).toBeNaN();
  });

  it('follows the three-valued logic of Kleene, NaN being the third', () => {
    const truths = [0, 1, NaN];
    const table = (op: string) => truths.map((x) => truths.map((y) => value([op, x, y])));
    expect(table('and')).toEqual([
      [0, 0, 0],
      [0, 1, NaN],
      [0, NaN, NaN],
    ]);
    expect(table('or')).toEqual([
      [0, 1, NaN],
      [1, 1, 1],
      [NaN, 1, NaN],
    ]);
    expect(truths.map((x) => value(['not', x]))).toEqual([1, 0, NaN]);
    expect(truths.map((x) => value(['if', x, 5, 7]))).toEqual([7, 5, NaN]);
    expect(value(['if', NaN, 5, 5])).toBe(5);
    expect(value(['and', -0, 1])).toBe(0);
  });

  it('lets NaN through arithmetic, min and max', () => {
    for (const op of ['+', '-', '*', '/', 'min', 'max']) expect(value([op, 1, NaN])).toBeNaN();
  });

  it('reads named values, and only them', () => {
    const asked: string[] = [];
    const read = (ref: string) => {
      asked.push(ref);
      return 3;
    };
    expect(value(['/', ['-', 'hhi@after', 'hhi@before'], 'constructor'], read)).toBe(0);
    expect(asked).toEqual(['hhi@after', 'hhi@before', 'constructor']);
  });

  it('refuses operations that are not listed, also those every object has', () => {
    for (const op of ['eval', 'constructor', 'toString', '__proto__', '%']) {
      expect(() => value([op, 1, 2])).toThrow(`formula: unknown operation "${op}"; expected one of + - *`);
    }
  });

  it('says how many arguments an operation takes', () => {
    expect(() => value(['if', 1, 2])).toThrow('formula: if: expected 3 arguments, got 2');
    expect(() => value(['and', 1])).toThrow('formula: and: expected 2 or more arguments, got 1');
    expect(() => value(['ln', 1, 2])).toThrow('formula: ln: expected 1 arguments, got 2');
    expect(() => evaluate({op: '+'} as unknown as Formula, none)).toThrow('got 0');
    expect(() => evaluate(null as unknown as Formula, none)).toThrow('formula: expected a number or object, got null');
    expect(() => evaluate({ref: 3} as unknown as Formula, none)).toThrow('expected the name of a value as text');
  });

  it('accepts 500 parts and depth 64 and no more', () => {
    const wide = (parts: number): Formula => ({op: '+', args: new Array<number>(parts - 1).fill(1)});
    expect(evaluate(wide(500), none)).toBe(499);
    expect(() => evaluate(wide(501), none)).toThrow('formula: expected at most 500 parts');
    const deep = (depth: number): Formula => (depth === 1 ? 1 : {op: 'unary-', args: [deep(depth - 1)]});
    expect(evaluate(deep(64), none)).toBe(-1);
    expect(() => {
      checkFormula(deep(65));
    }).toThrow('formula: expected depth at most 64');
  });
});

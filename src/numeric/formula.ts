import {exp} from './exp.ts';
import {ln} from './ln.ts';
import {pow} from './pow.ts';

/** A formula as plain JSON: a number, a named value, or an operation on formulas. */
export type Formula = number | {readonly ref: string} | {readonly op: string; readonly args: readonly Formula[]};

export const MAX_FORMULA_NODES = 500;
export const MAX_FORMULA_DEPTH = 64;

/** How many arguments an operation takes, and what it makes of them. Truth is 1, falsehood 0, unknown NaN. */
interface Operation {
  readonly least: number;
  readonly most: number;
  readonly apply: (args: readonly number[]) => number;
}

const one = (apply: (x: number) => number): Operation => ({least: 1, most: 1, apply: ([x]) => apply(x)});
const two = (apply: (x: number, y: number) => number): Operation => ({
  least: 2,
  most: 2,
  apply: ([x, y]) => apply(x, y),
});
const many = (apply: (args: readonly number[]) => number): Operation => ({least: 2, most: Infinity, apply});

const compare = (holds: (x: number, y: number) => boolean): Operation =>
  two((x, y) => (Number.isNaN(x) || Number.isNaN(y) ? NaN : holds(x, y) ? 1 : 0));

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['+', many((args) => args.reduce((sum, x) => sum + x))],
  ['-', two((x, y) => x - y)],
  ['*', many((args) => args.reduce((product, x) => product * x))],
  ['/', two((x, y) => x / y)],
  ['unary-', one((x) => -x)],
  ['<', compare((x, y) => x < y)],
  ['<=', compare((x, y) => x <= y)],
  ['>', compare((x, y) => x > y)],
  ['>=', compare((x, y) => x >= y)],
  ['==', compare((x, y) => x === y)],
  ['!=', compare((x, y) => x !== y)],
  // One false settles "and", one true settles "or", whatever is unknown besides.
  ['and', many((args) => (args.includes(0) ? 0 : args.some(Number.isNaN) ? NaN : 1))],
  ['or', many((args) => (args.some((x) => x !== 0 && !Number.isNaN(x)) ? 1 : args.some(Number.isNaN) ? NaN : 0))],
  ['not', one((x) => (Number.isNaN(x) ? NaN : x === 0 ? 1 : 0))],
  // An unknown condition leaves the choice unknown, unless both ways lead to the same number.
  [
    'if',
    {
      least: 3,
      most: 3,
      apply: ([condition, yes, no]) =>
        Number.isNaN(condition) ? (yes === no ? yes : NaN) : condition !== 0 ? yes : no,
    },
  ],
  ['min', many((args) => Math.min(...args))],
  ['max', many((args) => Math.max(...args))],
  ['abs', one(Math.abs)],
  ['sqrt', one(Math.sqrt)],
  ['exp', one(exp)],
  ['ln', one(ln)],
  ['pow', two(pow)],
]);

/** Throws unless `formula` uses known operations with the right number of arguments, within 500 nodes and depth 64. */
export function checkFormula(formula: Formula): void {
  let nodes = 0;
  const visit = (node: Formula, depth: number): void => {
    nodes++;
    if (nodes > MAX_FORMULA_NODES) throw new Error(`formula: expected at most ${String(MAX_FORMULA_NODES)} parts`);
    if (depth > MAX_FORMULA_DEPTH) throw new Error(`formula: expected depth at most ${String(MAX_FORMULA_DEPTH)}`);
    if (typeof node === 'number') return;
    if (typeof node !== 'object' || node === null)
      throw new Error(`formula: expected a number or object, got ${String(node)}`);
    if ('ref' in node) {
      if (typeof node.ref !== 'string') throw new Error('formula: expected the name of a value as text');
      return;
    }
    const {least, most} = operationOf(node.op);
    const got = Array.isArray(node.args) ? node.args.length : 0;
    if (got < least || got > most) {
      const expected = least === most ? String(least) : `${String(least)} or more`;
      throw new Error(`formula: ${node.op}: expected ${expected} arguments, got ${String(got)}`);
    }
    for (const arg of node.args) visit(arg, depth + 1);
  };
  visit(formula, 1);
}

/**
 * The value of a formula whose named values come from `read`; truth is 1 or 0.
 *
 * NaN means "undefined": arithmetic and comparisons pass it on, "and" and "or" only where the known arguments do not
 * settle the matter. Only the named values of the formula are read, all of them, in order. Throws what `checkFormula` throws.
 */
export function evaluate(formula: Formula, read: (ref: string) => number): number {
  checkFormula(formula);
  const walk = (node: Formula): number => {
    if (typeof node === 'number') return node;
    if ('ref' in node) return read(node.ref);
    return operationOf(node.op).apply(node.args.map(walk));
  };
  return walk(formula);
}

function operationOf(op: string): Operation {
  const operation = OPERATIONS.get(op);
  if (operation === undefined) {
    throw new Error(`formula: unknown operation "${op}"; expected one of ${[...OPERATIONS.keys()].join(' ')}`);
  }
  return operation;
}

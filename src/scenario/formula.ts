import {type Formula, MAX_FORMULA_DEPTH, MAX_FORMULA_NODES} from '../numeric/formula.ts';
import {quoted} from './fault.ts';
import {nearest} from './suggest.ts';

/** Longest text of a formula. */
const LONGEST_FORMULA = 2000;

/** What a trigger may ask: what the jurisdictions of its entry saw reported in the trailing 52 weeks. */
export const TRIGGER_VALUES = ['reported_incidents', 'severe_incidents', 'reported_harm'] as const;

/** A node of the parser, as far as it is read here. */
export interface SyntaxNode {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly fn?: unknown;
  readonly args?: readonly SyntaxNode[];
  readonly content?: SyntaxNode;
  readonly condition?: SyntaxNode;
  readonly trueExpr?: SyntaxNode;
  readonly falseExpr?: SyntaxNode;
  readonly conditionals?: readonly string[];
  readonly params?: readonly SyntaxNode[];
}

export type Parser = (text: string) => SyntaxNode;

/** Operators by the parser's name for them. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['add', '+'],
  ['subtract', '-'],
  ['multiply', '*'],
  ['divide', '/'],
  ['pow', 'pow'],
  ['unaryMinus', 'unary-'],
  ['smaller', '<'],
  ['smallerEq', '<='],
  ['larger', '>'],
  ['largerEq', '>='],
  ['equal', '=='],
  ['unequal', '!='],
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
]);

/** Functions and how many arguments they take. */
const FUNCTIONS: ReadonlyMap<string, readonly [op: string, least: number, most: number]> = new Map([
  ['min', ['min', 2, Infinity]],
  ['max', ['max', 2, Infinity]],
  ['abs', ['abs', 1, 1]],
  ['sqrt', ['sqrt', 1, 1]],
  ['exp', ['exp', 1, 1]],
  ['ln', ['ln', 1, 1]],
  ['log', ['ln', 1, 1]],
  ['pow', ['pow', 2, 2]],
]);

const REFERENCE = /(?<![\w.@])[a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)*@[a-z][a-z0-9_]*(?![\w.@])/g;

/** Thrown by `readFormula`: what was expected and what was found. */
export class FormulaError extends Error {
  readonly expected: string;
  readonly got: string;
  readonly near: string | undefined;

  constructor(expected: string, got: string, near?: string) {
    super(`expected ${expected}, got ${got}`);
    this.expected = expected;
    this.got = got;
    this.near = near;
  }
}

/**
 * Reads a formula as the canonical tree that everyone else walks.
 *
 * Allowed are numbers, true and false, + - * / ^, comparisons, and/or/not, `a ? b : c`, the functions above and the
 * values named: those in `plain`, or `outcome@window` where `plain` is empty. Throws FormulaError.
 */
export function readFormula(text: string, parse: Parser, plain: readonly string[] = []): Formula {
  if (text.length > LONGEST_FORMULA) throw new FormulaError(`at most ${LONGEST_FORMULA} characters`, `${text.length}`);
  // The parser reads 2 + 5% as 2.1, which nobody expects.
  if (/[;\n\r#"'=%]/.test(text.replace(/[<>=!]=/g, ''))) {
    throw new FormulaError('one expression without quotes, comments, percent signs or assignments', quoted(text));
  }
  if (brackets(text) > MAX_FORMULA_DEPTH) throw new FormulaError(`at most ${MAX_FORMULA_DEPTH} levels`, 'more');
  const references: string[] = [];
  const mark = unusedMark(text);
  const marked =
    plain.length > 0 ? text : text.replace(REFERENCE, (reference) => `${mark}${references.push(reference) - 1}`);

  let root: SyntaxNode;
  try {
    root = parse(marked);
  } catch (error) {
    throw new FormulaError('a formula', `a syntax error: ${unmarked((error as Error).message, mark, references)}`);
  }

  let nodes = 0;
  const walk = (node: SyntaxNode, depth: number): Formula => {
    if (++nodes > MAX_FORMULA_NODES) throw new FormulaError(`at most ${MAX_FORMULA_NODES} parts`, 'more');
    if (depth > MAX_FORMULA_DEPTH) throw new FormulaError(`at most ${MAX_FORMULA_DEPTH} levels`, 'more');
    const inner = (part: SyntaxNode) => walk(part, depth + 1);
    switch (node.type) {
      case 'ParenthesisNode':
        return walk(node.content as SyntaxNode, depth);
      case 'ConstantNode':
        return constant(node.value);
      case 'SymbolNode':
        return symbol(String(node.name));
      case 'OperatorNode':
        return operator(String(node.fn), (node.args ?? []).map(inner));
      case 'RelationalNode':
        return chain(node.conditionals ?? [], (node.params ?? []).map(inner));
      case 'ConditionalNode':
        return {
          op: 'if',
          args: [node.condition, node.trueExpr, node.falseExpr].map((part) => inner(part as SyntaxNode)),
        };
      case 'FunctionNode':
        return call(String((node.fn as SyntaxNode | undefined)?.name ?? node.fn), (node.args ?? []).map(inner));
      default:
        throw new FormulaError('numbers, named values, operators and functions', node.type.replace(/Node$/, ''));
    }
  };

  const symbol = (name: string): Formula => {
    if (name === 'true' || name === 'false') return name === 'true' ? 1 : 0;
    if (plain.includes(name)) return {ref: name};
    const marker = name.startsWith(mark) ? references[Number(name.slice(mark.length))] : undefined;
    if (marker !== undefined) return {ref: marker};
    if (plain.length > 0) throw new FormulaError(`one of: ${plain.join(', ')}`, `"${name}"`, nearest(name, plain));
    throw new FormulaError('outcomes as outcome@window', `"${name}"`);
  };

  return walk(root, 1);
}

/** How deep round brackets nest; the parser recurses on them, so this is asked before. */
function brackets(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '(') deepest = Math.max(deepest, ++depth);
    else if (character === ')') depth--;
  }
  return deepest;
}

function constant(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new FormulaError('finite numbers', String(value));
  return value;
}

function operator(name: string, args: readonly Formula[]): Formula {
  if (name === 'unaryPlus') return args[0];
  const op = OPERATORS.get(name);
  if (op === undefined) throw new FormulaError('+ - * / ^, comparisons, and, or, not', name);
  const negative = op === 'unary-' && typeof args[0] === 'number' ? -args[0] : undefined;
  return negative === undefined ? {op, args} : negative === 0 ? 0 : negative;
}

/** `a < b <= c` holds when every neighbouring pair does. */
function chain(names: readonly string[], params: readonly Formula[]): Formula {
  return {op: 'and', args: names.map((name, i) => operator(name, [params[i], params[i + 1]]))};
}

function call(name: string, args: readonly Formula[]): Formula {
  const known = FUNCTIONS.get(name);
  if (!known)
    throw new FormulaError(`one of: ${[...FUNCTIONS.keys()].join(', ')}`, `"${name}"`, nearest(name, FUNCTIONS.keys()));
  const [op, least, most] = known;
  if (args.length < least || args.length > most) {
    throw new FormulaError(`${name} of ${most === least ? least : `${least} or more`} values`, `${args.length}`);
  }
  return {op, args};
}

/** A prefix that the text does not use; the parser reads it as a plain name. */
function unusedMark(text: string): string {
  let mark = 'reference_';
  while (text.includes(mark)) mark += '_';
  return mark;
}

const unmarked = (message: string, mark: string, references: readonly string[]): string =>
  message.replace(new RegExp(`${mark}(\\d+)`, 'g'), (_, i: string) => references[Number(i)]);

/** All `outcome@window` that a formula reads, each once. */
export function referencesOf(formula: Formula): string[] {
  if (typeof formula === 'number') return [];
  if ('ref' in formula) return [formula.ref];
  return [...new Set(formula.args.flatMap(referencesOf))];
}

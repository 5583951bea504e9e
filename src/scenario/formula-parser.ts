import {create, type MathNode, parseDependencies} from 'mathjs/number';

// The only file that opens mathjs; reached by a dynamic import, so that a page without formulas never loads it.
const math = create({parseDependencies});

/** The syntax tree of an expression in numbers. Throws a SyntaxError that names the character. */
export const parseExpression = (text: string): MathNode =>
  (math as unknown as {parse(text: string): MathNode}).parse(text);

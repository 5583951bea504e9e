import {Lexer} from 'yaml';

/** How deep a document may nest: lists and groups within each other. */
export const DEEPEST = 64;

/**
 * Whether the text nests deeper than `DEEPEST`, judged from its tokens alone.
 *
 * The parser recurses, so a deep text must be refused before it is parsed. Brackets are counted as
 * they open and close; in block style each indicator or key further right than its parents opens a level.
 */
export function nestsTooDeep(text: string): boolean {
  const columns: number[] = []; // of the open block levels, left to right
  let brackets = 0;
  let column = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    else if (brackets === 0 && opensLevel(token)) {
      while (columns.length > 0 && columns[columns.length - 1] >= column) columns.pop();
      columns.push(column);
    }
    if (brackets + columns.length > DEEPEST) return true;
    if (token.endsWith('\n')) column = 0;
    else if (!CONTROLS.has(token)) column += token.length;
  }
  return false;
}

/** Marks the lexer puts in for itself: byte order, document, end of flow, scalar. */
const CONTROLS = new Set(['\ufeff', '\u0002', '\u0018', '\u001f']);

/** A dash, a question mark, or the scalar that may be a key; not space, line ends and comments. */
const opensLevel = (token: string): boolean => token === '-' || token === '?' || token === '\u001f';

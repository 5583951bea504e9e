// A spreadsheet takes text that begins like this for a formula; wide forms are folded to the plain ones on import.
const RISKY = '=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20';

// Where the list separator is a semicolon or a tab, a quoted cell is torn at it and the rest begins a cell of its own.
const START = `(?<=^)(?='*[${RISKY}\\t\\r\\n\\0])|(?<=[;\\t\\r\\n])(?='*[${RISKY}])`;
const STARTS = new RegExp(START, 'g');
const MARKED = new RegExp(START.replaceAll("(?='", "'(?='"), 'g');

/** Puts an apostrophe before everything in `text` that a spreadsheet might run as a formula; `plainText` undoes it. */
export function neutralText(text: string): string {
  return text.replace(STARTS, "'");
}

/** Gives back the text that `neutralText` was given. */
export function plainText(text: string): string {
  return text.replace(MARKED, '');
}

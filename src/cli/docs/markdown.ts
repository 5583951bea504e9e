/** Text in code marks; a code mark inside it makes them longer. */
export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** A list of names in code marks, or a dash when there is none. */
export const codes = (names: readonly string[]): string => (names.length > 0 ? names.map(code).join(', ') : '–');

export interface MarkdownColumn {
  readonly title: string;
  readonly right?: boolean; // numbers stand to the right
}

/**
 * A Markdown table whose columns are padded to one width, as Prettier sets it.
 *
 * Upright lines inside cells are escaped, other marks of Markdown are not: cells may hold code and links.
 */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map(({title}) => title), ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columns.map((_, i) => Math.max(3, ...cells.map((row) => Array.from(row[i]).length)));
  const pad = (cell: string, i: number): string => {
    const space = ' '.repeat(widths[i] - Array.from(cell).length);
    return columns[i].right === true ? space + cell : cell + space;
  };
  const rule = columns.map(({right}, i) => (right === true ? `${'-'.repeat(widths[i] - 1)}:` : '-'.repeat(widths[i])));
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |\n`;
  const [head, ...body] = cells;
  return [line(head.map(pad)), line(rule), ...body.map((row) => line(row.map(pad)))].join('');
}

/** A sentence of a fragment: a capital letter first and a full stop last. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

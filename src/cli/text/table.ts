export interface TextColumn {
  readonly title: string;
  readonly right?: boolean; // numbers stand to the right
}

/** Sets rows under their titles in columns of equal width, two spaces apart; every line ends with a line feed. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({title}) => title), ...rows];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const set = (cell: string, i: number): string =>
    columns[i].right === true ? cell.padStart(widths[i]) : cell.padEnd(widths[i]);
  return lines.map((line) => `${line.map(set).join('  ').trimEnd()}\n`).join('');
}

/** Breaks text at spaces into lines of at most `width` characters where words allow. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

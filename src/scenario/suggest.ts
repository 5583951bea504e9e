const LONGEST = 100; // longer words are no slips of the pen, and the table grows with their product

/** Edits between two words: insert, drop, replace, or swap of neighbours (Damerau 1964; no edit inside a swap). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2] + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}

/**
 * The known name that `word` was probably meant to be: within a third of its length in edits, or a
 * known dotted name of which `word` is the end (`mean_days` for `service.mean_days`); first of equals.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const folded = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  let ending: string | undefined;
  for (const name of known) {
    if (ending === undefined && (name.endsWith(`.${folded}`) || folded.endsWith(`.${name}`))) ending = name;
    if (Math.abs(name.length - folded.length) >= least) continue;
    const distance = editDistance(folded, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best ?? ending;
}

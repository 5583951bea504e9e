/** What the user gave cannot be used: one line per fault, each with where, what was expected and what was got. */
export class BadInput extends Error {
  readonly faults: readonly string[];

  constructor(...faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'BadInput';
    this.faults = faults;
  }
}

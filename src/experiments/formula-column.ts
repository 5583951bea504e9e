import {evaluate, type Formula} from '../numeric/formula.ts';
import type {EnsembleResult} from './ensemble.ts';

/** What a formula may read of the reference begins with this. */
const REFERENCE_PREFIX = 'reference.';

/**
 * The value of a formula in every replicate; NaN where it is undefined. `outcome@window` is read from the same replicate
 * of `ensemble`, `reference.outcome@window` from that of `reference`. Throws when nobody measured a name.
 */
export function formulaColumn(formula: Formula, ensemble: EnsembleResult, reference?: EnsembleResult): Float64Array {
  const columns = new Map<string, Float64Array>();
  const place = (name: string): Float64Array => {
    const known = columns.get(name);
    if (known) return known;
    const ofReference = name.startsWith(REFERENCE_PREFIX);
    const source = ofReference ? reference : ensemble;
    const plain = ofReference ? name.slice(REFERENCE_PREFIX.length) : name;
    const at = source?.outcomes.findIndex(({id, window}) => `${id}@${window}` === plain) ?? -1;
    if (source === undefined || at < 0) throw new Error(`formula: no outcome called "${name}"`);
    columns.set(name, source.columns[at]);
    return source.columns[at];
  };
  return Float64Array.from({length: ensemble.receipt.runs}, (_, run) => evaluate(formula, (name) => place(name)[run]));
}

/** Whether a formula reads the reference. */
export function readsReference(formula: Formula): boolean {
  if (typeof formula === 'number') return false;
  if ('ref' in formula) return formula.ref.startsWith(REFERENCE_PREFIX);
  return formula.args.some(readsReference);
}

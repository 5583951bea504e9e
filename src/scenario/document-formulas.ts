import type {Formula} from '../numeric/formula.ts';
import type {Catalogue} from './catalogue-type.ts';
import {didYouMean, type Fault, quoted, visible} from './fault.ts';
import {FormulaError, type Parser, readFormula, referencesOf, TRIGGER_VALUES} from './formula.ts';
import type {Claim} from './scenario.ts';
import {DEFAULT_WINDOWS, type ScenarioDocument} from './schema.ts';
import {nearest} from './suggest.ts';

/** The formulas of a document as trees, and what is wrong with them. */
export interface Formulas {
  readonly when: Readonly<Record<string, Formula>>; // by entry of the policy
  readonly metrics: Readonly<Record<string, Formula>>;
  readonly claims: readonly Claim[];
  readonly faults: readonly Fault[];
}

/** Whether a document needs the parser at all. */
export const hasFormulas = ({policy = [], metrics = {}, claims = []}: ScenarioDocument): boolean =>
  claims.length > 0 || Object.keys(metrics).length > 0 || policy.some(({when}) => when !== undefined);

/** Reads all formulas of a valid document. */
export function formulasOf(document: ScenarioDocument, catalogue: Catalogue, parse: Parser): Formulas {
  const faults: Fault[] = [];
  const read = (path: string, text: string, plain: readonly string[]): Formula => {
    try {
      const formula = readFormula(text, parse, plain);
      if (plain.length === 0) faults.push(...referenceFaults(path, formula, document, catalogue));
      return formula;
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      faults.push({path, expected: error.expected, got: visible(error.got), ...didYouMean(error.near)});
      return 0;
    }
  };
  const when = (document.policy ?? []).flatMap(({id, when: text}) =>
    text === undefined ? [] : [[id, read(`policy.${id}.when`, text, TRIGGER_VALUES)] as const],
  );
  const metrics = Object.entries(document.metrics ?? {}).map(
    ([id, text]) => [id, read(`metrics.${id}`, text, [])] as const,
  );
  const claims = (document.claims ?? []).map(({id, text, formula}) => {
    return {id, text, formula: read(`claims.${id}.formula`, formula, [])};
  });
  return {when: Object.fromEntries(when), metrics: Object.fromEntries(metrics), claims, faults};
}

/** Outcomes and windows that nobody measures. */
function referenceFaults(path: string, formula: Formula, document: ScenarioDocument, {outcomes}: Catalogue): Fault[] {
  const windows = Object.keys(document.windows ?? DEFAULT_WINDOWS);
  return referencesOf(formula).flatMap((reference): Fault[] => {
    const [name, window] = reference.replace(/^reference\./, '').split('@');
    const outcome = name.split('.')[0];
    if (outcomes !== undefined && !outcomes.includes(outcome)) {
      return [
        {path, expected: 'an outcome of the model', got: quoted(reference), ...didYouMean(nearest(outcome, outcomes))},
      ];
    }
    if (windows.includes(window)) return [];
    const expected = `a window of this document (${windows.join(', ')})`;
    return [{path, expected, got: quoted(reference), ...didYouMean(nearest(window, windows))}];
  });
}

import type {ComparisonDesign} from '../../experiments/compare.ts';
import {scenarioHash} from '../../scenario/identity.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import type {ScenarioDocument} from '../../scenario/schema.ts';

/** What the page asks: a design together with the documents it came from, reference first. */
export interface Question extends ComparisonDesign {
  readonly documents: readonly ScenarioDocument[];
}

/** A against B over the same futures, with the weekly course of the outcomes `series`. */
export function questionOf(
  {a, b}: {readonly a: Scenario; readonly b: Scenario},
  {seed, runs, series}: {readonly seed: string; readonly runs: number; readonly series: readonly string[]},
): Question {
  const side = (id: string, {input}: Scenario) => ({id, input, scenarioHash: scenarioHash(input)});
  return {
    seed,
    runs,
    series,
    reference: side(a.id, a),
    variants: [side(b.id === a.id ? `${b.id}-b` : b.id, b)],
    documents: [a.document, b.document],
  };
}

/** Whether two questions have the same answer, down to what its file says. */
export function isSame(one: Question, other: Question): boolean {
  return asText(one) === asText(other);
}

function asText({seed, runs, reference, variants, documents}: Question): string {
  const hashes = [reference, ...variants].map((side) => side.scenarioHash);
  return JSON.stringify([seed, runs, hashes, reference.input.windows, documents]);
}

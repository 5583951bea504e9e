import type {RunInput} from '../model/input.ts';
import type {Formula} from '../numeric/formula.ts';
import type {Fault} from './fault.ts';
import type {ScenarioDocument} from './schema.ts';

/** A statement about outcomes of one future; true is any number but 0. */
export interface Claim {
  readonly id: string;
  readonly text: string;
  readonly formula: Formula; // over `outcome@window`
}

/** A document made ready: what a run reads, what experiments ask of it, and the document itself. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly seed: string;
  readonly input: RunInput;
  readonly levers: Readonly<Record<string, string>>; // short name -> path
  readonly claims: readonly Claim[];
  readonly metrics: Readonly<Record<string, Formula>>; // over `outcome@window`
  readonly document: ScenarioDocument; // plain JSON, defaults left out
}

export type ParseResult =
  {readonly ok: true; readonly scenario: Scenario} | {readonly ok: false; readonly faults: readonly Fault[]};

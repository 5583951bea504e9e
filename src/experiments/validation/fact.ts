import type {RunInput} from '../../model/input.ts';
import type {EnsembleResult} from '../ensemble.ts';
import type {Interval} from '../intervals.ts';

/** A number of a fact: what the model says, and the band that what is known leaves it. */
export interface Measured {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly interval: Interval; // 90 %; both ends the value where no chance is in it
  readonly low: number; // band, inclusive
  readonly high: number;
}

/** Unresolved: the mean lies in the band, but its interval is as wide as the band. */
export type Verdict = 'pass' | 'fail' | 'unresolved';

/** Where facts are measured: presets by id, and ensembles of a seed and a size, each played once. */
export interface Laboratory {
  readonly runs: number;
  readonly seed: string;
  readonly preset: (id: string) => RunInput;
  readonly play: (input: RunInput, runs?: number) => Promise<EnsembleResult>;
}

/** A limit that theory fixes, or a pattern that was seen: what the model must show. */
export interface Fact {
  readonly id: string;
  readonly kind: 'limit' | 'pattern';
  readonly title: string;
  readonly target: string;
  readonly source: string;
  readonly plays: number; // ensembles it has played that no other fact before it has
  /** What the comparison leaves out, and why the model may miss it, by mechanism; told whatever the verdict. */
  readonly limitation?: string;
  readonly measure: (laboratory: Laboratory) => Promise<readonly Measured[]>;
}

export interface JudgedNumber extends Measured {
  readonly verdict: Verdict;
}

export interface JudgedFact extends Omit<Fact, 'measure'> {
  readonly numbers: readonly JudgedNumber[];
  readonly verdict: Verdict;
}

/** A number passes when it lies in its band and is known better than the band is wide. */
export function verdictOf({value, interval: [from, to], low, high}: Measured): Verdict {
  if (!(value >= low && value <= high)) return 'fail';
  const width = to - from;
  return width <= high - low ? 'pass' : 'unresolved';
}

/** Measures a fact: it fails with its first number that fails. */
export async function judgeFact({measure, ...fact}: Fact, laboratory: Laboratory): Promise<JudgedFact> {
  const numbers = (await measure(laboratory)).map((number) => ({...number, verdict: verdictOf(number)}));
  const has = (verdict: Verdict): boolean => numbers.some((number) => number.verdict === verdict);
  return {...fact, numbers, verdict: has('fail') ? 'fail' : has('unresolved') ? 'unresolved' : 'pass'};
}

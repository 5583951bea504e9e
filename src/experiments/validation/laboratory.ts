import type {RunInput} from '../../model/input.ts';
import {scenarioHash} from '../../scenario/identity.ts';
import {ensemble, type EnsembleResult} from '../ensemble.ts';
import type {Runner} from '../runner.ts';
import type {Laboratory} from './fact.ts';

export interface LaboratoryOptions {
  readonly runs: number;
  readonly seed: string;
  readonly presets: Readonly<Record<string, RunInput>>;
  readonly signal?: AbortSignal | undefined;
  readonly onRun?: ((done: number) => void) | undefined; // runs done so far, of all facts
}

/** Makes a laboratory over a runner; an ensemble that several facts look at is played once. */
export function createLaboratory(runner: Runner, {runs, seed, presets, signal, onRun}: LaboratoryOptions): Laboratory {
  const played = new Map<string, Promise<EnsembleResult>>();
  let before = 0;
  return {
    runs,
    seed,
    preset(id) {
      if (!Object.hasOwn(presets, id)) throw new Error(`validation: no preset called "${id}"`);
      return presets[id];
    },
    play(input, count = runs) {
      const hash = scenarioHash(input);
      const key = `${hash} ${String(count)}`;
      const known = played.get(key);
      if (known) return known;
      let last = 0;
      const result = ensemble({input, scenarioHash: hash, seed, runs: count}, runner, {
        signal,
        onProgress({done}) {
          before += done - last;
          last = done;
          onRun?.(before);
        },
      });
      played.set(key, result);
      return result;
    },
  };
}

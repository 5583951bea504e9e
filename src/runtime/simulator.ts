import type {RunRequest, RunResult} from '../experiments/runner.ts';
import type {RunInput} from '../model/input.ts';
import {type Model, RunError} from '../model/run.ts';

export type CreateModel = (input: RunInput) => Pick<Model, 'run'>;

/** All of a request but which replicates. */
export type RunSpec = Omit<RunRequest, 'from' | 'to'>;

// Arms of a comparison take turns on one thread; a page goes back and forth between a few positions of its sliders.
const KEPT = 8;

/**
 * Plays single runs, building each scenario's model once. A run that reaches an impossible state is data; a scenario or
 * request that the model refuses throws.
 */
export function createSimulator(createModel: CreateModel): (spec: RunSpec, replicate: number) => RunResult {
  const models = new Map<string, Pick<Model, 'run'>>(); // least recently used first
  const keys = new WeakMap<RunInput, string>();

  function modelOf(input: RunInput): Pick<Model, 'run'> {
    const key = keys.get(input) ?? JSON.stringify(input);
    keys.set(input, key);
    const model = models.get(key) ?? createModel(input);
    models.delete(key);
    models.set(key, model);
    for (const oldest of models.keys()) {
      if (models.size <= KEPT) break;
      models.delete(oldest);
    }
    return model;
  }

  return ({input, seed, series, tables}, replicate) => {
    const model = modelOf(input);
    try {
      return model.run({seed, replicate, series, tables});
    } catch (error) {
      if (!(error instanceof RunError)) throw error; // a fault of the request or the program, the same in every run
      return {replicate, week: error.week, reason: error.message};
    }
  };
}

import type {RunRequest, RunResult} from '../experiments/runner.ts';
import type {RunInput} from '../model/input.ts';
import type {RunFailure} from '../model/record.ts';
import type {Model} from '../model/run.ts';

export type CreateModel = (input: RunInput) => Model;

/** All of a request but which replicates. */
export type RunSpec = Omit<RunRequest, 'from' | 'to'>;

// Arms of a comparison take turns on one thread; a page goes back and forth between a few positions of its sliders.
const KEPT = 8;

/** Plays single runs, building each scenario's model once. A failing run is data; a model that cannot be built throws. */
export function createSimulator(createModel: CreateModel): (spec: RunSpec, replicate: number) => RunResult {
  const models = new Map<string, Model>(); // least recently used first
  const keys = new WeakMap<RunInput, string>();

  function modelOf(input: RunInput): Model {
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
      return failureOf(replicate, error);
    }
  };
}

/** The failure of a run that threw; its week is NaN where the error does not know it. */
function failureOf(replicate: number, error: unknown): RunFailure {
  if (!(error instanceof Error)) return {replicate, week: NaN, reason: String(error)};
  const week = 'week' in error && typeof error.week === 'number' ? error.week : NaN;
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : String(error);
  return {replicate, week, reason};
}

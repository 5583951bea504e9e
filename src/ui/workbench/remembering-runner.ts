import {isFailure} from '../../experiments/fold.ts';
import type {Runner, RunRequest, RunResult} from '../../experiments/runner.ts';

const SCENARIOS = 8; // remembered at a time; 500 runs of four series take about 10 MB each

/** Runs of `request` that are not in `known`, as spans of neighbours. */
function missingSpans({from, to}: RunRequest, known: ReadonlyMap<number, RunResult>): [number, number][] {
  const spans: [number, number][] = [];
  for (let replicate = from; replicate < to; replicate++) {
    if (known.has(replicate)) continue;
    const last = spans.at(-1);
    if (last !== undefined && last[1] === replicate) last[1] = replicate + 1;
    else spans.push([replicate, replicate + 1]);
  }
  return spans;
}

/**
 * A `Runner` that plays no run twice: moving a slider of one scenario leaves the other's runs as they are, and undoing
 * a change is answered at once. Failures are tried again.
 */
export function rememberingRunner(runner: Runner): Runner {
  const memory = new Map<string, Map<number, RunResult>>(); // least recently used first

  function recall({input, seed, series, tables}: RunRequest): Map<number, RunResult> {
    const key = JSON.stringify([seed, series, tables, input]);
    const known = memory.get(key) ?? new Map<number, RunResult>();
    memory.delete(key);
    memory.set(key, known);
    for (const oldest of memory.keys()) {
      if (memory.size <= SCENARIOS) break;
      memory.delete(oldest);
    }
    return known;
  }

  return {
    async run(request, {signal, onResults}) {
      signal?.throwIfAborted();
      const known = recall(request);
      const spans = missingSpans(request, known);
      const ready = [...known.values()].filter(({replicate}) => replicate >= request.from && replicate < request.to);
      if (ready.length > 0) onResults(ready);
      await Promise.all(
        spans.map(([from, to]) =>
          runner.run(
            {...request, from, to},
            {
              ...(signal && {signal}),
              onResults(results) {
                for (const result of results) if (!isFailure(result)) known.set(result.replicate, result);
                onResults(results);
              },
            },
          ),
        ),
      );
    },
    close() {
      memory.clear();
      runner.close();
    },
  };
}

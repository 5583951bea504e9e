import type {RunInput} from '../model/input.ts';
import type {RecordTable, RunRecord} from '../model/record.ts';
import type {Runner} from '../experiments/runner.ts';

/** Takes the tables of one run; runs of one scenario come in their order, failed ones left out. */
export type RecordSink = (input: RunInput, replicate: number, tables: readonly RecordTable[]) => Promise<void>;

/**
 * A runner that has `inner` return `tables` as well, hands them to `sink` run by run, and keeps them from the caller, so
 * that an ensemble's tables never lie in memory together.
 */
export function recordingRunner(inner: Runner, tables: readonly string[], sink: RecordSink): Runner {
  return {
    async run(request, options) {
      const waiting = new Map<number, readonly RecordTable[]>();
      let next = request.from;
      let writes = Promise.resolve();
      await inner.run(
        {...request, tables},
        {
          ...options,
          onResults(results) {
            for (const result of results) waiting.set(result.replicate, 'reason' in result ? [] : result.tables);
            for (let ready = waiting.get(next); ready; ready = waiting.get(++next)) {
              const [replicate, found] = [next, ready];
              waiting.delete(next);
              writes = writes.then(() => sink(request.input, replicate, found));
              writes.catch(() => undefined); // it is awaited below, after the last run
            }
            options.onResults(results.map((result) => ('reason' in result ? result : bare(result))));
          },
        },
      );
      await writes;
    },
    close: () => {
      inner.close();
    },
  };
}

function bare(record: RunRecord): RunRecord {
  return {...record, tables: []};
}

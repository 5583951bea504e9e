import type {RunInput} from '../../src/model/input.ts';
import type {Runner} from '../../src/experiments/runner.ts';

/** Runs per second of wall-clock time that a runner reaches, after a warm-up of `warmUp` runs. Throws on a failed run. */
export async function throughput(runner: Runner, input: RunInput, runs: number, warmUp: number): Promise<number> {
  const play = async (from: number, to: number): Promise<number> => {
    const before = process.hrtime.bigint();
    await runner.run(
      {input, seed: 'bench', from, to, series: [], tables: []},
      {
        onResults(results) {
          for (const each of results) if ('reason' in each) throw new Error(`bench: run failed: ${each.reason}`);
        },
      },
    );
    return Number(process.hrtime.bigint() - before) / 1e9;
  };
  await play(0, warmUp);
  return runs / (await play(warmUp, warmUp + runs));
}

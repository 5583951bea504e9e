import {describe, expect, it} from 'vitest';
import type {RunRequest, RunResult} from '../../src/experiments/runner.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {createSimulator} from '../../src/runtime/simulator.ts';
import {createSyntheticModel, type Knobs, syntheticInput} from '../support/synthetic-model.ts';

function request(from: number, to: number, knobs: Knobs = {}): RunRequest {
  return {input: syntheticInput(knobs), seed: 'inline', from, to, series: [], tables: []};
}

describe('createInlineRunner', () => {
  it('plays the replicates asked for in order, failures among them', async () => {
    const asked = request(3, 9, {throws: 5});
    const seen: RunResult[] = [];
    await createInlineRunner(createSyntheticModel).run(asked, {onResults: (results) => seen.push(...results)});
    const simulate = createSimulator(createSyntheticModel);
    expect(seen).toEqual([3, 4, 5, 6, 7, 8].map((replicate) => simulate(asked, replicate)));
    expect(seen[2]).toEqual({replicate: 5, week: 3, reason: 'synthetic fault'});
  });

  it('lets a timer in between two runs, and stops for its abort', async () => {
    const controller = new AbortController();
    let done = 0;
    let atAbort = 0;
    setTimeout(() => {
      atAbort = done;
      controller.abort(new Error('enough'));
    }, 30);
    const run = createInlineRunner(createSyntheticModel).run(request(0, 100_000, {ms: 1}), {
      signal: controller.signal,
      onResults: () => done++,
    });
    await expect(run).rejects.toThrow('enough');
    expect(atAbort).toBeGreaterThan(0);
    expect(done - atAbort).toBeLessThanOrEqual(1);
  });

  it('rejects when it is closed', async () => {
    const runner = createInlineRunner(createSyntheticModel);
    const run = runner.run(request(0, 100), {
      onResults() {
        runner.close();
      },
    });
    await expect(run).rejects.toThrow('the runner is closed');
  });
});

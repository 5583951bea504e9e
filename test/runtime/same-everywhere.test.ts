import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {compare, type Side} from '../../src/experiments/compare.ts';
import {ensemble} from '../../src/experiments/ensemble.ts';
import {verify} from '../../src/experiments/verify.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {createNodeRunner} from '../../src/runtime/node.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {parseScenario} from '../../src/scenario/parse.ts';
import {testPrograms} from '../support/test-programs.ts';

/** A preset cut to three years, one of them under its policy: full runs would say no more and take long. */
async function preset(id: string): Promise<Side> {
  const source = `scenarios/${id}.yaml`;
  const parsed = await parseScenario(await readFile(source, 'utf8'), source);
  if (!parsed.ok) throw new Error(`${source}: ${JSON.stringify(parsed.faults)}`);
  const windows = {before: {from: 0, to: 735}, after: {from: 735, to: 1092}};
  const input = {...parsed.scenario.input, days: 1092, windows};
  return {id, input, scenarioHash: scenarioHash(input)};
}

describe('the model behind every runner of Node', () => {
  it('gives one comparison, hash and all, on this thread and on two others', async () => {
    const [reference, variant] = await Promise.all([preset('no-staging'), preset('article-90')]);
    const design = {reference, variants: [variant], seed: 7, runs: 5, series: ['hhi']};
    const here = await compare(design, createInlineRunner());
    const runner = createNodeRunner({workers: 2, entry: (await testPrograms())['node-worker']});
    try {
      const there = await compare(design, runner);
      expect(there).toEqual(here);
      expect(here.variants[0].ensemble.failures).toEqual([]);
      expect(await verify(here.receipt, [reference, variant], runner)).toEqual({verdict: 'same'});
    } finally {
      runner.close();
    }
    expect(here.receipt.scenarios[0].resultHash).not.toBe(here.receipt.scenarios[1].resultHash);
  }, 120_000);

  it('finds exactly no difference between a scenario and itself, in every outcome', async () => {
    const a = await preset('article-90');
    const {variants} = await compare(
      {reference: a, variants: [{...a, id: 'again'}], seed: 1, runs: 4},
      createInlineRunner(),
    );
    const found = variants[0].outcomes.filter(({pairs}) => pairs > 1);
    expect(found.length).toBeGreaterThan(50);
    for (const {mean_difference, ci90, share_b_above_a, share_tied} of found) {
      expect([mean_difference, ...ci90, share_b_above_a, share_tied]).toEqual([0, 0, 0, 0, 1]);
    }
  }, 120_000);

  it('gives every replicate a future of its own', async () => {
    const {records} = await ensemble({...(await preset('article-90')), seed: 1, runs: 4}, createInlineRunner());
    expect(new Set(records.map(({digest}) => digest)).size).toBe(4);
  }, 120_000);

  it('refuses a series that no outcome is called by, once and not as failed runs', async () => {
    const design = {...(await preset('no-staging')), seed: 1, runs: 4, series: ['no_such_outcome']};
    await expect(ensemble(design, createInlineRunner())).rejects.toThrow('no outcome called "no_such_outcome"');
  }, 60_000);
});

import {describe, expect, it} from 'vitest';
import article90 from '../../scenarios/article-90.yaml?raw';
import {ensemble} from '../../src/experiments/ensemble.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {createWebRunner} from '../../src/runtime/web.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {parseScenario} from '../../src/scenario/parse.ts';

describe('the model behind every runner of a page', () => {
  it('gives one result, hash and all, on this thread and on two workers', async () => {
    const parsed = await parseScenario(article90, 'article-90.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const input = {...parsed.scenario.input, days: 546, windows: {all: {from: 0, to: 546}}}; // short, for time's sake
    const design = {input, scenarioHash: scenarioHash(input), seed: 7, runs: 4, series: ['hhi']};
    const here = await ensemble(design, createInlineRunner());
    const runner = createWebRunner({workers: 2});
    try {
      expect(await ensemble(design, runner)).toEqual(here);
    } finally {
      runner.close();
    }
    expect(here.failures).toEqual([]);
  }, 120_000);
});

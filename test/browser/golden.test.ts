import {expect, it} from 'vitest';
import article90 from '../../scenarios/article-90.yaml?raw';
import noStaging from '../../scenarios/no-staging.yaml?raw';
import recorded from '../golden/results.json';
import {play} from '../golden/results.ts';

it.each([
  ['no-staging', noStaging],
  ['article-90', article90],
] as const)(
  'gives in this browser the hash that Node recorded for %s',
  async (id, text) => {
    const {engineVersion, ...golden} = await play(id, text);
    expect(engineVersion).toBe(recorded.engineVersion);
    expect(golden).toEqual(recorded.results[id]);
  },
  120_000,
);

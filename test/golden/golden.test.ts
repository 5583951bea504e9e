import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ENGINE_VERSION} from '../../src/model/version.ts';
import {PRESETS} from '../../src/scenario/presets.ts';
import {type Golden, play} from './results.ts';

const root = join(import.meta.dirname, '..', '..');
const path = join(import.meta.dirname, 'results.json');

interface Recorded {
  readonly engineVersion: string;
  readonly results: Readonly<Record<string, Golden>>;
}

// A result that changed on purpose: raise ENGINE_VERSION, say why in CHANGELOG.md under "Results change",
// and record anew with GOLDEN=record.
describe('golden results', () => {
  it('are those recorded for this engine version', async () => {
    const results: Record<string, Golden> = {};
    for (const id of PRESETS) {
      const {scenarioHash, resultHash} = await play(id, readFileSync(join(root, 'scenarios', `${id}.yaml`), 'utf8'));
      results[id] = {scenarioHash, resultHash};
    }
    const now: Recorded = {engineVersion: ENGINE_VERSION, results};
    if (process.env['GOLDEN'] === 'record') writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`);
    expect(now).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  }, 120_000);

  it('belong to a version that the change log explains', () => {
    const log = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    expect(log).toContain(`Engine ${ENGINE_VERSION}:`);
  });
});

import {describe, expect, it} from 'vitest';
import {differences} from '../../src/cli/differences.ts';
import {play, playedJson, sidesOf} from '../../src/cli/experiment.ts';
import {readResult} from '../../src/cli/read-result.ts';
import {compare} from '../../src/experiments/compare.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {catalogue} from '../../src/scenario/catalogue.ts';
import {loadText} from '../../src/scenario/load.ts';
import type {Scenario} from '../../src/scenario/scenario.ts';
import {isSame, questionOf} from '../../src/ui/workbench/question.ts';
import {runsWords} from '../../src/ui/workbench/receipt-line.tsx';
import {resultFile} from '../../src/ui/workbench/result-file.ts';

// Oracle: the command line's own reader, and what it computes again from the file alone.

const windows = 'windows: {before: [2023-01-02, 2023-04-03], after: [2023-04-03, 2023-07-03]}';

async function short(id: string, more = ''): Promise<Scenario> {
  const read = await loadText(`sluice: 1\nid: ${id}\nend: 2023-07-03\n${windows}\n${more}`, catalogue);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

const asked = {seed: 'file', runs: 3, series: ['hhi', 'incidents']};

describe('the file of a result', () => {
  it.each([
    ['two scenarios', 'second'],
    ['one scenario and a changed copy of it', 'first'],
  ])('is verified by the command line, for %s', {timeout: 60_000}, async (_, id) => {
    const sides = {a: await short('first'), b: await short(id, 'parameters: {service.mean_days: 60}')};
    const design = questionOf(sides, asked);
    const result = await compare(design, createInlineRunner());
    const {name, text} = resultFile({design, result});
    expect(name).toMatch(/^sluice-first-vs-(second|first-b)-[0-9a-f]{12}\.json$/);

    const effects = {kindOf: async () => 'file' as const, readText: async () => text};
    const stored = await readResult(name, effects);
    expect(sidesOf(stored.experiment.scenarios).map((side) => side.scenarioHash)).toEqual(stored.scenarioHashes);
    const again = await play(stored.experiment, createInlineRunner(), undefined, {});
    expect(differences(stored.document, JSON.parse(JSON.stringify(playedJson(again))))).toEqual([]);
    expect(again.receipt).toEqual(result.receipt);
  });
});

describe('a question', () => {
  it('is another one when only the text of a scenario differs, for its file would differ', async () => {
    const [a, b] = [await short('first'), await short('second')];
    expect(isSame(questionOf({a, b}, asked), questionOf({a, b: await short('second')}, asked))).toBe(true);
    expect(isSame(questionOf({a, b}, asked), questionOf({a, b: await short('second', 'title: T')}, asked))).toBe(false);
    expect(isSame(questionOf({a, b}, asked), questionOf({a, b}, {...asked, runs: 4}))).toBe(false);
  });
});

describe('the words for runs', () => {
  it('count one, many, and a part', () => {
    expect(runsWords(1, 1)).toBe('1 run per scenario');
    expect(runsWords(500, 500)).toBe('500 runs per scenario');
    expect(runsWords(22, 500)).toBe('22 of 500 runs per scenario (partial)');
  });
});

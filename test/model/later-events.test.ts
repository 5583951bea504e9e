import {describe, expect, it} from 'vitest';
import {defaultWorld} from '../../src/model/default-world.ts';
import type {RunInput} from '../../src/model/input.ts';
import {createModel} from '../../src/model/run.ts';
import {articlePolicy, columnsOf, meanOf, outcomesOf, scenario} from './support.ts';

const EVERYWHERE = defaultWorld.jurisdictions.map(({id}) => id);
const FROM = 364;

/** The press article's gate wherever there is a market, so that nobody uses a release before its review. */
const reviewed = (parameters: RunInput['parameters'] = {}): RunInput =>
  scenario({
    days: 5 * 364,
    windows: {after: {from: FROM, to: 4 * 364}},
    policy: [articlePolicy(FROM, EVERYWHERE)],
    parameters,
  });

const RUNS = 6;
function play(input: RunInput): {rate: number; share: number; hours: number; finds: number} {
  const model = createModel(input);
  const read = outcomesOf(input);
  const records = Array.from({length: RUNS}, (_, replicate) =>
    model.run({seed: 'reviewed', replicate, series: [], tables: ['evaluations']}),
  );
  const passages = records.flatMap((record) => {
    const table = columnsOf(record, 'evaluations');
    const [stage, left, delivered, rework] = ['stage', 'left', 'delivered', 'rework'].map(table.number);
    return Array.from(stage, (at, n) => ({at, left: left[n], hours: delivered[n], rework: rework[n]}));
  });
  const first = passages.filter(({at, left, rework}) => at === 0 && rework === 0 && !Number.isNaN(left));
  const defined = (id: string): number[] => records.map((each) => read(each, id)).filter((each) => !Number.isNaN(each));
  return {
    rate: meanOf(defined('later_event_rate')),
    share: meanOf(defined('later_events')),
    hours: meanOf(first.map(({hours}) => hours)),
    finds: meanOf(defined('rollbacks_per_release')),
  };
}

describe('a review as long as the article’s', () => {
  const {rate, share, hours, finds} = play(reviewed());

  it('takes no more expert-hours than the largest that is known', () => {
    // Oracle: published efforts of evaluations of one system, 1.5 hours to somewhat above 3,000.
    expect(hours).toBeGreaterThan(500);
    expect(hours).toBeLessThan(3000);
  });

  it('leaves as much to be found in a year on the market as that of drugs does, and less than would strike a third', () => {
    // Oracle: 71 of 222 drugs had a safety event in some 12 years after approval (Downing et al. 2017): 0.033 a year. A
    // third of all releases would be struck within their four months on the market only at 1.1 a year.
    expect(rate).toBeGreaterThan(-Math.log(1 - 71 / 222) / 12);
    expect(rate).toBeLessThan(-Math.log(1 - 71 / 222) / (4 / 12));
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.2); // where the share of drugs is not reached: see the source of defects.mean
  });

  it('finds something', () => {
    expect(finds).toBeGreaterThan(0.1);
  });

  it('leaves nothing serious to be found in use where it looks a thousand times as hard', () => {
    // Oracle: the limit of the law of discovery; only drift, which no test can show, is left.
    const perfect = play(reviewed({'review.skill': 1e6, 'detection.hidden_black_box': 1, 'defects.mean.drift': 0}));
    expect(perfect.share).toBe(0);
  });
});

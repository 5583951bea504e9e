import {describe, expect, it} from 'vitest';
import type {ComparisonResult} from '../../src/experiments/compare.ts';
import type {EnsembleResult} from '../../src/experiments/ensemble.ts';
import {csvText} from '../../src/export/csv.ts';
import {differencesTable} from '../../src/export/differences-table.ts';
import {failuresTable} from '../../src/export/failures-table.ts';
import {parametersTable} from '../../src/export/parameters-table.ts';
import {recordsTable} from '../../src/export/records-table.ts';
import {runsTable} from '../../src/export/runs-table.ts';
import {seriesTable} from '../../src/export/series-table.ts';
import {summaryTable} from '../../src/export/summary-table.ts';

const {NaN: none} = Number;
const column = (...values: number[]) => Float64Array.from(values);
const statistics = {n: 2, mean: 1.5, sd: 0.7, se: 0.5, q05: 1, q25: 1.2, q50: 1.5, q75: 1.8, q95: 2};
const run = (replicate: number) => ({replicate, outcomes: column(), series: [], digest: '', tables: []});

const result: EnsembleResult = {
  receipt: {engineVersion: '1', scenarioHash: 'h', seed: '=cmd', runs: 3, resultHash: 'r'},
  outcomes: [
    {id: 'hhi', window: 'after', unit: '0-10000', ...statistics},
    {id: 'incidents.us.consumer', window: 'after', unit: 'per year', ...statistics, n: 0, mean: none, q50: none},
  ],
  series: [
    {
      id: 'hhi.eu',
      n: column(2, 0),
      median: column(1, none),
      spread_50: {low: column(0.75, none), high: column(1.25, none)},
      spread_90: {low: column(0.5, none), high: column(2, none)},
      mean: column(1.1, none),
      mean_se: column(0.1, none),
      mean_ci90: {low: column(0.9, none), high: column(1.3, none)},
    },
  ],
  columns: [column(1, none, 2), column(none, none, none)],
  records: [run(0), run(2)],
  failures: [{replicate: 1, week: 17, reason: 'cash, below zero'}],
};
const results = [{scenario: 'article-90', result}];
const lines = (text: string) => text.split('\r\n');

describe('tables', () => {
  it('summarises with an outcome split into metric and entity, and undefined values empty', () => {
    expect(lines(csvText(summaryTable(results)))).toEqual([
      'scenario,metric,entity,window,unit,n_runs,mean,sd,se,p05,p25,p50,p75,p95',
      'article-90,hhi,,after,0-10000,2,1.5,0.7,0.5,1,1.2,1.5,1.8,2',
      'article-90,incidents,us.consumer,after,per year,0,,0.7,0.5,1,1.2,,1.8,2',
      '',
    ]);
  });

  it('lists runs by replicate with the failed one left out, and a seed that could be a formula defused', () => {
    expect(lines(csvText(runsTable(results)))).toEqual([
      'scenario,seed,run,metric,entity,window,value',
      "article-90,'=cmd,0,hhi,,after,1",
      "article-90,'=cmd,0,incidents,us.consumer,after,",
      "article-90,'=cmd,2,hhi,,after,2",
      "article-90,'=cmd,2,incidents,us.consumer,after,",
      '',
    ]);
  });

  it('gives a series a row per step under the date on which it begins', () => {
    expect(lines(csvText(seriesTable(results, ['2023-01-02', '2023-01-09'])))).toEqual([
      'scenario,metric,entity,date,n_runs,mean,se,p05,p25,p50,p75,p95',
      'article-90,hhi,eu,2023-01-02,2,1.1,0.1,0.5,0.75,1,1.25,2',
      'article-90,hhi,eu,2023-01-09,0,,,,,,,',
      '',
    ]);
  });

  it('names failed runs', () => {
    expect(csvText(failuresTable(results))).toBe('scenario,run,week,reason\r\narticle-90,1,17,"cash, below zero"\r\n');
  });

  it('sets the two sides of a comparison and their paired difference beside each other', () => {
    const comparison = {
      reference: {id: 'a', ensemble: result},
      variants: [
        {
          id: 'b',
          ensemble: result,
          differences: [],
          outcomes: [
            {
              ...{id: 'hhi.eu', window: 'after', unit: '1', a: {...statistics, mean: 1}, b: {...statistics, mean: 3}},
              ...{pairs: 9, mean_difference: 2, ci90: [1, 4], share_b_above_a: 0.9, share_ci90: [0.7, 0.97]},
              ...{share_tied: 0.05, variance_ratio: 0.2},
            },
          ],
        },
      ],
    } as unknown as ComparisonResult;
    const [header, row] = lines(csvText(differencesTable(comparison))).map((line) => line.split(','));
    expect(Object.fromEntries(header.map((name, i) => [name, row[i]]))).toEqual({
      ...{reference: 'a', scenario: 'b', metric: 'hhi', entity: 'eu', window: 'after', unit: '1', n_pairs: '9'},
      ...{mean_a: '1', mean_b: '3', mean_difference: '2', ci90_low: '1', ci90_high: '4', share_b_above_a: '0.9'},
      ...{share_ci90_low: '0.7', share_ci90_high: '0.97', share_tied: '0.05', variance_ratio: '0.2'},
    });
  });

  it('marks changed parameters and leaves an open end of the domain empty', () => {
    const about = {unit: 'days', low: 10, high: 90, min: 0, max: Infinity, role: 'assumed', source: 's'};
    const rows = [
      {name: 'x', value: 60, usual: 60, ...about},
      {name: 'y', value: 'fixed', usual: 'model', ...about, unit: null, low: null, high: null, min: null, max: null},
    ];
    expect(lines(csvText(parametersTable([{scenario: 'a', rows}])))).toEqual([
      'scenario,parameter,value,default,unit,low,high,min,max,role,source,changed',
      'a,x,60,60,days,10,90,0,,assumed,s,no',
      'a,y,fixed,model,,,,,,assumed,s,yes',
      '',
    ]);
  });

  it('puts scenario and run before the rows of a record table', () => {
    const table = {
      id: 'releases',
      rows: 2,
      columns: [
        {name: 'developer', unit: 'id', definition: '', values: ['openai', '-lab']},
        {name: 'cleared', unit: 'day', definition: '', values: column(3.25, none)},
      ],
    };
    expect(lines(csvText(recordsTable('a', 7, table)))).toEqual([
      'scenario,run,developer,cleared',
      'a,7,openai,3.25',
      "a,7,'-lab,",
      '',
    ]);
  });
});

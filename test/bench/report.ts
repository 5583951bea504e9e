import {textTable} from '../../src/cli/text/table.ts';
import type {RunInput} from '../../src/model/input.ts';
import {type Measured, median, type ModelRun} from './measure.ts';

/** Phases of the model that the twin plays too. Recording is counted whole, though the twin records the HHI alone. */
const SHARED = ['research', 'defects', 'gate', 'demand', 'incidents', 'record'];

const number = (value: number, digits = 1): string =>
  value.toFixed(digits).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

const right = true;

/** Nanoseconds of user CPU for one live developer in one week. */
const perWeek = (ms: readonly number[], developerWeeks: readonly number[]): number =>
  median(ms.map((each, i) => (each * 1e6) / developerWeeks[i]));

/** The share of a run's time that goes into phases which the twin plays too. */
function sharedShare(times: ReadonlyMap<string, number>): number {
  const total = [...times.values()].reduce((sum, each) => sum + each, 0);
  return SHARED.reduce((sum, name) => sum + (times.get(name) ?? 0), 0) / total;
}

/** The speed of the model and its twin on one scenario. */
export function speedTable(
  scenarios: readonly {
    readonly id: string;
    readonly measured: Measured;
    readonly times: ReadonlyMap<string, number>;
    readonly perSecond: number;
  }[],
): string {
  const rows = scenarios.map(({id, measured: {model, naive, ratios, developerWeeks}, times, perSecond}) => {
    const ratio = median(ratios);
    return [
      ...[id, number(median(model)), number(1000 / median(model), 2), number(perSecond, 2)],
      ...[number(perWeek(model, developerWeeks), 0), number(median(naive)), number(perWeek(naive, developerWeeks), 0)],
      ...[`${number(ratio, 2)} (${number(Math.min(...ratios), 2)} to ${number(Math.max(...ratios), 2)})`],
      number(ratio / sharedShare(times), 2),
    ];
  });
  return textTable(
    [
      ...[{title: 'scenario'}, {title: 'model ms/run', right}, {title: 'runs/s of CPU', right}],
      ...[
        {title: 'runs/s, all threads', right},
        {title: 'ns/dev-week', right},
        {title: 'twin ms/run', right},
      ],
      ...[
        {title: 'ns/dev-week', right},
        {title: 'twin / model (range)', right},
        {title: 'twin / shared phases', right},
      ],
    ],
    rows,
  );
}

/** What both did in the last round, so that one can see that the twin does as much. */
export function workTable(scenarios: readonly {readonly id: string; readonly measured: Measured}[]): string {
  const rows = scenarios.flatMap(({id, measured: {last}}) => {
    const {workload, modelRun, naiveRun} = last;
    const line = (who: string, releases: number, weeks: number, {passages, incidents, hhi}: ModelRun) => [
      ...[id, who, number(weeks, 0), number(releases, 0), number(passages, 0), number(incidents, 0), number(hhi, 0)],
    ];
    return [
      line('model', workload.releases, workload.developerWeeks, modelRun),
      line('twin', naiveRun.releases, naiveRun.developerWeeks, naiveRun),
    ];
  });
  return textTable(
    [
      ...[{title: 'scenario'}, {title: 'who'}, {title: 'developer-weeks', right}, {title: 'releases', right}],
      ...[
        {title: 'stage passages', right},
        {title: 'incidents', right},
        {title: 'mean HHI', right},
      ],
    ],
    rows,
  );
}

/** Where the time of a run goes, in the order of the week. */
export function phaseTable(
  scenarios: readonly {readonly id: string; readonly times: ReadonlyMap<string, number>}[],
): string {
  const names = [...new Set(scenarios.flatMap(({times}) => [...times.keys()]))];
  const totals = scenarios.map(({times}) => [...times.values()].reduce((sum, each) => sum + each, 0));
  const rows = [...names, 'all'].map((name) => [
    name,
    ...scenarios.flatMap(({times}, i) => {
      const ms = name === 'all' ? totals[i] : (times.get(name) ?? 0);
      return [number(ms), `${number((100 * ms) / totals[i])} %`];
    }),
  ]);
  return textTable(
    [
      {title: 'phase'},
      ...scenarios.flatMap(({id}) => [
        {title: `${id} ms`, right},
        {title: 'share', right},
      ]),
    ],
    rows,
  );
}

/** One line on what was played. */
export function sizeLine({days, step_days: step, world}: RunInput): string {
  const developers = world.developers.reduce((sum, {count}) => sum + count, 0);
  return (
    `World: ${String(developers)} developers on day 0, ${String(world.jurisdictions.length)} jurisdictions x 6 segments, ` +
    `${String(Math.ceil(days / step))} steps of ${String(step)} days.`
  );
}

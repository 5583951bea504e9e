import {availableParallelism, cpus} from 'node:os';
import {parseArgs} from 'node:util';
import {presetsIn} from '../../src/cli/files.ts';
import {formatFault} from '../../src/scenario/fault.ts';
import type {RunInput} from '../../src/model/input.ts';
import {createNodeRunner} from '../../src/runtime/node.ts';
import {parseScenario} from '../../src/scenario/parse.ts';
import {measure, phases} from './measure.ts';
import {phaseTable, sizeLine, speedTable, workTable} from './report.ts';
import {throughput} from './throughput.ts';

const USAGE = 'Usage: npm run bench [-- --rounds N] [--workers N]';
const SCENARIOS = ['no-staging', 'article-90'];
const WARM_UP = 2;

const NOTES = `
model ms/run         user CPU of this process for one run (its collector and compiler threads included), median of rounds
runs/s of CPU        1000 / model ms/run: runs of one thread that has a processor to itself
runs/s, all threads  wall clock, worker threads as the command line uses them; other programs on the machine count
ns/dev-week          user CPU / (live developers x weeks of the run)
twin                 the same core in ordinary JavaScript: an object per developer, release, defect and cell, Map, filter,
                     map and reduce, Math.exp and Math.log, a small seeded generator; it plays the developers, releases
                     and weeks of the model's run of the same round
twin / model         user CPU of the twin over that of the whole run of the model, of the same round; median and range
twin / shared phases the same over the share of the model's time spent in research, defects, gate, demand, incidents and
                     record alone

The twin covers: research and imitation hazards; gamma-Poisson defects, inheritance and discovery by effort; stages, floors,
review teams with a queue, critical findings, rollback, approvals; nested logit with inertia in every jurisdiction and
segment, prices; incidents, reports, trust, patches; HHI of all spend, of every jurisdiction and of every segment.
It leaves out: entry, funding and exit (replayed from the model's run), costs, accounts, submission choice, prompt batteries,
the harm-based sign-off, evaluators' levels of access, all outcomes but the HHI, draws addressed by meaning, and digests.
It looks at gates once a week, not in continuous time.
`;

function atLeastOne(name: string, text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`--${name}: expected a whole number of at least 1, got "${text ?? ''}"`);
}

function wishes(): {rounds: number; workers: number} {
  const {values} = parseArgs({options: {rounds: {type: 'string'}, workers: {type: 'string'}}});
  return {
    rounds: atLeastOne('rounds', values.rounds, 5),
    workers: atLeastOne('workers', values.workers, availableParallelism()),
  };
}

async function inputOf(id: string): Promise<RunInput> {
  const {presetText} = presetsIn(new URL('../../scenarios/', import.meta.url));
  const parsed = await parseScenario(await presetText(id), id);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => formatFault(id, fault)).join('\n'));
  return parsed.scenario.input;
}

async function bench({rounds, workers}: {rounds: number; workers: number}): Promise<string> {
  const runner = createNodeRunner({workers, entry: new URL('./node-worker.js', import.meta.url)});
  try {
    const done = [];
    let size = '';
    for (const id of SCENARIOS) {
      process.stderr.write(`${id}: ${String(rounds)} rounds…\n`);
      const input = await inputOf(id);
      size = sizeLine(input);
      const measured = measure(input, rounds, WARM_UP);
      const times = phases(input, rounds, WARM_UP);
      const perSecond = await throughput(runner, input, 8 * workers, 2 * workers);
      done.push({id, measured, times, perSecond});
    }
    const machine = `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${String(workers)} worker threads`;
    return [
      `${machine}; ${String(rounds)} rounds after ${String(WARM_UP)} to warm up. ${size}\n`,
      speedTable(done),
      `What was played in the last round\n${workTable(done)}`,
      `Where the time of a run of the model goes (wall clock, medians)\n${phaseTable(done)}`,
      NOTES.trimStart(),
    ].join('\n');
  } finally {
    runner.close();
  }
}

let wished;
try {
  wished = wishes();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
  process.exit(2);
}
process.stdout.write(await bench(wished));

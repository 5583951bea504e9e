import {ENGINE_VERSION} from '../../model/version.ts';
import {runOptions} from '../common-options.ts';
import {defineCommand} from '../command.ts';
import {differences} from '../differences.ts';
import {digestingFolder} from '../digesting-folder.ts';
import type {Effects} from '../effects.ts';
import {EXIT, type ExitCode} from '../exit.ts';
import {play, playedJson, sidesOf} from '../experiment.ts';
import {RECEIPT_FILE} from '../folder.ts';
import {wholeNumber} from '../options.ts';
import {receiptJson, writeResults} from '../output.ts';
import {readResult, type StoredResult} from '../read-result.ts';
import {withRunner} from '../session.ts';
import {jsonText} from '../text/json.ts';

const LISTED = 20; // differences printed; the rest is counted

const options = {
  workers: runOptions.workers,
  json: {type: 'boolean', help: 'print one JSON document: verdict, resultHash, differences'},
} as const;

/** `sluice verify FILE`: computes a result again and compares it bit by bit. */
export const command = defineCommand({
  details: [
    'FILE is what --json printed, a receipt.json, or a folder made by --out; each holds the scenario it came from. ' +
      'Every run is computed anew, whatever is kept. Of a folder every file is compared byte by byte. ' +
      'Exit code 0: it matches; 3: it does not, and the differences are listed.',
  ],
  args: [{name: 'FILE', help: 'a result, a receipt, or a folder of results'}],
  options,
  async run([path], values, effects) {
    const workers = wholeNumber('workers', values.workers, 1) ?? effects.processors;
    const stored = await readResult(path, effects);
    const found = await recheck(stored, workers, effects);
    return tell(found, stored, values.json === true, effects);
  },
});

async function recheck(stored: StoredResult, workers: number, effects: Effects): Promise<string[]> {
  const {experiment, document, receipt} = stored;
  if (stored.engineVersion !== ENGINE_VERSION) {
    return [
      `engineVersion: the file says "${stored.engineVersion}", this is "${ENGINE_VERSION}"; verify with the version that made it`,
    ];
  }
  const hashes = sidesOf(experiment.scenarios).map(({scenarioHash}) => scenarioHash);
  const moved = differences(stored.scenarioHashes, hashes, 'scenarioHash');
  if (moved.length > 0) return moved;

  const folder = digestingFolder();
  const total = experiment.runs * experiment.scenarios.length;
  const played = await withRunner(
    {workers, runs: total, store: undefined, fresh: true},
    effects,
    ({runner, ...playing}) => play(experiment, runner, folder, playing),
  );
  if (!receipt) return differences(document, asJson(playedJson(played)));
  await writeResults(played, experiment, receipt.formats, folder);
  const files = folder.digests();
  const again = receiptJson(played, experiment, {...receipt, files});
  return [...differences(document, asJson(again)), ...(await changedFiles(stored.folder, files, effects))];
}

/** What is wrong with the files of a folder: their digests are compared with those of files made anew. */
async function changedFiles(
  folder: string | undefined,
  files: Readonly<Record<string, string>>,
  {list, digestFile}: Pick<Effects, 'list' | 'digestFile'>,
): Promise<string[]> {
  if (folder === undefined) return [];
  const there = await list(folder);
  const faults: string[] = [];
  for (const [name, digest] of Object.entries(files)) {
    if (!there.includes(name)) faults.push(`${name}: expected a file, got none`);
    else if ((await digestFile(`${folder}/${name}`)) !== digest) faults.push(`${name}: the file was changed`);
  }
  const strangers = there.filter((name) => name !== RECEIPT_FILE && !(name in files));
  return [...faults, ...strangers.map((name) => `${name}: expected no such file, it is not part of the result`)];
}

/** A value as it comes back from a file. */
function asJson(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function tell(
  found: readonly string[],
  {document, receipt}: StoredResult,
  json: boolean,
  {out}: Pick<Effects, 'out'>,
): Promise<ExitCode> {
  const {resultHash} = (receipt ?? document['receipt']) as {readonly resultHash: string};
  const verdict = found.length === 0 ? 'matches' : 'differs';
  if (json) await out(jsonText({verdict, resultHash, differences: found}));
  else if (found.length === 0) await out(`matches ${resultHash}\n`);
  else {
    const rest = found.length > LISTED ? [`and ${String(found.length - LISTED)} more`] : [];
    await out(['differs', ...found.slice(0, LISTED), ...rest].join('\n') + '\n');
  }
  return found.length === 0 ? EXIT.ok : EXIT.holes;
}

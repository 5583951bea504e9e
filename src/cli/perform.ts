import {EXIT, type ExitCode} from './exit.ts';
import type {Effects} from './effects.ts';
import {digestingFolder} from './digesting-folder.ts';
import {type Experiment, play, type Played, playedJson, sidesOf} from './experiment.ts';
import type {ExperimentOptions} from './experiment-options.ts';
import {RECEIPT_FILE} from './folder.ts';
import {receiptJson, writeResults} from './output.ts';
import {withRunner} from './session.ts';
import {jsonText} from './text/json.ts';

/** Failed runs named on stderr; all of them are in the results. */
const NAMED_HOLES = 20;

/** Plays an experiment, writes its folder if one is wanted, and prints it; tells 3 when runs failed. */
export async function perform(
  experiment: Experiment,
  options: ExperimentOptions,
  command: string,
  show: (played: Played) => string,
  effects: Effects,
): Promise<ExitCode> {
  sidesOf(experiment.scenarios); // bad input must show before a folder or a worker is made
  const total = experiment.runs * experiment.scenarios.length;
  const folder = options.out === undefined ? undefined : digestingFolder(await effects.createFolder(options.out));
  let played: Played;
  try {
    played = await withRunner({...options, runs: total}, effects, ({runner, ...playing}) =>
      play(experiment, runner, folder, playing),
    );
    if (folder) {
      await writeResults(played, experiment, options.formats, folder);
      const provenance = {
        packageVersion: effects.packageVersion,
        command,
        formats: options.formats,
        files: folder.digests(),
      };
      await folder.write(RECEIPT_FILE, jsonText(receiptJson(played, experiment, provenance)));
      await folder.commit();
    }
  } catch (error) {
    await folder?.discard();
    throw error;
  }
  await effects.out(options.json ? jsonText(playedJson(played)) : show(played));
  return reportHoles(played, effects);
}

function reportHoles({arms}: Played, effects: Pick<Effects, 'err'>): ExitCode {
  const holes = arms.flatMap(({id, result}) => result.failures.map((failure) => ({id, ...failure})));
  for (const {id, replicate, week, reason} of holes.slice(0, NAMED_HOLES)) {
    const when = week === week ? ` in week ${String(week)}` : '';
    effects.err(`${id}: run ${String(replicate)} failed${when}: ${reason}\n`);
  }
  if (holes.length > NAMED_HOLES) effects.err(`and ${String(holes.length - NAMED_HOLES)} more failed runs\n`);
  return holes.length > 0 ? EXIT.holes : EXIT.ok;
}

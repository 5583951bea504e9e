import {ensemble} from '../../src/experiments/ensemble.ts';
import {createInlineRunner} from '../../src/runtime/inline.ts';
import {scenarioHash} from '../../src/scenario/identity.ts';
import {parseScenario} from '../../src/scenario/parse.ts';

/** What a reference scenario gave when its result was recorded. */
export interface Golden {
  readonly scenarioHash: string;
  readonly resultHash: string;
}

/** Plays two runs of a reference scenario on this thread. */
export async function play(id: string, text: string): Promise<Golden & {engineVersion: string}> {
  const parsed = await parseScenario(text, `${id}.yaml`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const {input} = parsed.scenario;
  const hash = scenarioHash(input);
  const {receipt} = await ensemble({input, scenarioHash: hash, seed: 'golden', runs: 2}, createInlineRunner());
  return {engineVersion: receipt.engineVersion, scenarioHash: hash, resultHash: receipt.resultHash};
}

import {compareToJson} from '../../experiments/to-json.ts';
import type {Answer} from './session.ts';

/** A file that anyone can verify: the whole result as the command line prints it, with the scenarios it came from. */
export function resultFile({design, result}: Answer): {readonly name: string; readonly text: string} {
  const {resultHash} = result.receipt;
  const ids = [design.reference, ...design.variants].map(({id}) => id);
  const json = {...compareToJson(result), documents: design.documents};
  return {
    name: `sluice-${ids.join('-vs-')}-${resultHash.slice(0, 12)}.json`,
    text: `${JSON.stringify(json, null, 2)}\n`,
  };
}

import type {RunInput} from '../model/input.ts';
import {createModel} from '../model/run.ts';
import type {Effects} from './effects.ts';
import {EXIT, type ExitCode} from './exit.ts';

const PIECE = 65_536; // characters written at once

/** Plays one replicate and prints its events, a JSON document per line; the last line has the run's digest. */
export async function trace(
  input: RunInput,
  seed: string,
  replicate: number,
  {out}: Pick<Effects, 'out'>,
): Promise<ExitCode> {
  const pieces: string[] = [''];
  const print = (event: object): void => {
    const line = `${JSON.stringify(event)}\n`;
    const last = pieces.length - 1;
    if (pieces[last].length + line.length > PIECE) pieces.push(line);
    else pieces[last] += line;
  };
  const {digest} = createModel(input).run({seed, replicate, series: [], tables: [], trace: print});
  print({what: 'end', replicate, digest});
  for (const piece of pieces) await out(piece);
  return EXIT.ok;
}

import type {Runner} from '../experiments/runner.ts';
import type {ChunkStore} from '../runtime/stored.ts';

/** A folder in the making: nothing of it is seen by others before `commit`, and nothing is left after `discard`. */
export interface Folder {
  write(name: string, text: string): Promise<void>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** All that a command may do to the outside world; `main.ts` passes the real thing, tests their own. */
export interface Effects {
  readonly packageVersion: string;
  readonly engineDigest: string;
  readonly processors: number; // how many threads the machine runs at once
  readonly signal: AbortSignal; // fires when the user interrupts
  readonly stderrIsTerminal: boolean;
  /** Writes to standard output; resolves when more may be written. */
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** Milliseconds from some fixed moment; for the time left of a progress bar only. */
  readonly clock: () => number;
  /** Reads a file of at most `bytes`; throws `BadInput` when there is none. */
  readonly readText: (path: string) => Promise<string>;
  /** Writes a file whole or not at all. */
  readonly writeText: (path: string, text: string) => Promise<void>;
  /** Whether `path` is a folder, a file, or nothing. */
  readonly kindOf: (path: string) => Promise<'folder' | 'file' | 'nothing'>;
  /** Names of the files in a folder, sorted. */
  readonly list: (path: string) => Promise<string[]>;
  /** SHA-256 of a file, 64 hex digits. */
  readonly digestFile: (path: string) => Promise<string>;
  /** Ids of the presets that come with the program, sorted, and the text of one. */
  readonly presets: () => Promise<string[]>;
  readonly presetText: (id: string) => Promise<string>;
  readonly createFolder: (path: string) => Promise<Folder>;
  readonly createRunner: (workers: number) => Runner;
  /** Chunks below `folder`, or in the user's cache when none is named. */
  readonly openStore: (folder: string | undefined) => ChunkStore;
}

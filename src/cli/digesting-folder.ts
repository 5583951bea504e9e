import {createHash, type Hash} from 'node:crypto';
import type {Folder} from './effects.ts';

/** A folder that digests what is written to it, and passes it on to `inner` if there is one. */
export interface DigestingFolder extends Folder {
  /** SHA-256 of every file written so far, by name. */
  digests(): Record<string, string>;
}

export function digestingFolder(inner?: Folder): DigestingFolder {
  const hashes = new Map<string, Hash>();
  return {
    async write(name, text) {
      let hash = hashes.get(name);
      if (!hash) hashes.set(name, (hash = createHash('sha256')));
      hash.update(text);
      await inner?.write(name, text);
    },
    digests() {
      const names = [...hashes.keys()].sort();
      return Object.fromEntries(names.map((name) => [name, hashes.get(name)?.copy().digest('hex') ?? '']));
    },
    commit: async () => inner?.commit(),
    discard: async () => inner?.discard(),
  };
}

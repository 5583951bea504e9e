import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** The rooms whose source text decides the numbers. */
export const PURE_ROOMS = ['numeric', 'engine', 'model', 'scenario', 'experiments'];

/**
 * Lists the files below `folder`, as paths relative to `root` with forward slashes, in code-unit order.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(root, folder) {
  /** @type {string[]} */
  const found = [];
  for (const entry of readdirSync(join(root, folder), {withFileTypes: true})) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...filesBelow(root, path));
    else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}

/**
 * Digests names and contents of `paths` (relative to `root`) into 16 hex digits.
 *
 * Lengths are hashed too, so that no text can move from one file to the next unseen.
 *
 * @param {string} root
 * @param {readonly string[]} paths
 */
export function digestFiles(root, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${String(content.length)}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Names the engine by its sources: two builds with one digest compute the same numbers.
 *
 * @param {string} root the folder that holds `src`
 */
export function engineDigest(root) {
  const sources = PURE_ROOMS.flatMap((room) => filesBelow(root, `src/${room}`));
  return digestFiles(
    root,
    sources.filter((path) => path.endsWith('.ts')),
  );
}

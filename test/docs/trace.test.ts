import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path/posix';
import {describe, expect, it} from 'vitest';
import {mechanisms} from '../../src/model/schedule.ts';

// Oracle: the test files on disk, the mechanisms of the schedule, and the eight elements of TRACE (Grimm et al. 2014).

const text = readFileSync('docs/TRACE.md', 'utf8');
const EVIDENCE = /\["([^"]+)"\]\(\.\.\/(test\/[^)#]+)\)/g;

/** Claims of the document: its list items outside the references, each on a line of its own. */
const claims = text
  .slice(0, text.indexOf('## References'))
  .split('\n')
  .filter((line) => line.startsWith('- '));

const evidenceOf = (claim: string): {name: string; path: string}[] =>
  [...claim.matchAll(EVIDENCE)].map(([, name, path]) => ({name, path}));

/** Whether a test of this name, in any kind of quotes, stands in a file. */
function isThere({name, path}: {name: string; path: string}): boolean {
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8').replaceAll("\\'", "'");
  return ["'", '"', '`'].some((mark) => source.includes(mark + name + mark));
}

describe('docs/TRACE.md', () => {
  it('has the eight elements in order', () => {
    expect([...text.matchAll(/^## (\d)\. (.+)$/gm)].map(([, n, title]) => `${n} ${title}`)).toEqual([
      '1 Problem formulation',
      '2 Model description',
      '3 Data evaluation',
      '4 Conceptual model evaluation',
      '5 Implementation verification',
      '6 Model output verification',
      '7 Model analysis',
      '8 Model output corroboration',
    ]);
  });

  it('makes claims at all, so that their checks mean something', () => {
    expect(claims.length).toBeGreaterThan(40);
  });

  it.each(claims)('names tests that exist: %s', (claim) => {
    const evidence = evidenceOf(claim);
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.filter((each) => !isThere(each))).toEqual([]);
  });

  it('links to no test file without a test by name', () => {
    const links = [...text.matchAll(/\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, path]) => path);
    expect(evidenceOf(text).map(({path}) => path)).toEqual(links);
  });

  it('names the tests of the textbook limit of every mechanism, in the order of the week', () => {
    const named = claims.flatMap((claim) => /^- `([a-z-]+)`:/.exec(claim)?.slice(1) ?? []);
    expect(named).toEqual(mechanisms.map(({id}) => id));
  });

  it('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => join('docs', target));
    expect(targets.filter((path) => !existsSync(path))).toEqual([]);
  });
});

import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path/posix';
import {describe, expect, it} from 'vitest';
import {COMMANDS} from '../../src/cli/commands.ts';
import {parseOptions} from '../../src/cli/options.ts';
import {parseScenario} from '../../src/scenario/parse.ts';
import {PRESETS} from '../../src/scenario/presets.ts';

// Oracle: the files on disk, the command line's own parser, and the scenario's own schema.

const documents = [
  'README.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const textOf = (path: string): string => readFileSync(path, 'utf8');

/** Anchors that a forge makes of headings: small letters, no punctuation, spaces as hyphens. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links and images to places in this project. */
function links(path: string): string[] {
  const targets = [...textOf(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The words of each `npm run sluice -- …` in a document, in code blocks and in code marks. */
function sluiceCalls(text: string): string[][] {
  return [...text.matchAll(/npm run (?:-s )?sluice -- ([^`\n#|>]+)/g)].map(([, words]) => words.trim().split(/\s+/));
}

describe('README and docs', () => {
  it.each(documents)('%s links only to what exists', (path) => {
    const broken = links(path).filter((target) => {
      const [file, anchor] = target.split('#');
      const found = file === '' ? path : join(dirname(path), file);
      return !existsSync(found) || (anchor !== undefined && !anchors(textOf(found)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it.each(documents)('%s names only scripts that package.json has', (path) => {
    const {scripts} = JSON.parse(textOf('package.json')) as {scripts: Record<string, string>};
    const named = [...textOf(path).matchAll(/npm (?:run (?:-s )?)?([a-z:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name in scripts) && name !== 'run' && name !== 'ci')).toEqual([]);
  });

  const calls = documents.flatMap((path) =>
    sluiceCalls(textOf(path)).map((words) => ({path, line: words.join(' '), words})),
  );

  it('show commands at all, so that their checks mean something', () => {
    expect(new Set(calls.map(({words}) => words[0]))).toEqual(
      new Set([
        ...['compare', 'run', 'claims', 'validate', 'calibrate', 'verify'],
        ...['parameters', 'outcomes', 'schema', '--help'],
      ]),
    );
  });

  it.each(calls)('$path: sluice $line is understood', async ({words: [name, ...rest]}) => {
    if (name === '--help') return;
    const entry = COMMANDS.find((command) => command.name === name);
    const {command} = (await entry?.load()) ?? expect.unreachable(`no command called ${name}`);
    if (rest.includes('--help')) return;
    expect(() => parseOptions(rest, command.options, command.args)).not.toThrow();
  });

  const blocks = documents.flatMap((path) =>
    [...textOf(path).matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, yaml]) => ({path, yaml})),
  );

  it.each(blocks)('$path: its scenario is valid', async ({yaml}) => {
    expect(await parseScenario(yaml, 'README.md')).toMatchObject({ok: true});
  });

  it('README names every preset', () => {
    const readme = textOf('README.md');
    expect(PRESETS.filter((id) => !readme.includes(`\`${id}\``))).toEqual([]);
  });

  it('README shows a scenario', () => {
    expect(blocks.filter(({path}) => path === 'README.md')).toHaveLength(1);
  });
});

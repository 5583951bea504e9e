import {readFileSync} from 'node:fs';
import {check, resolveConfig} from 'prettier';
import {describe, expect, it} from 'vitest';
import {documents, ODD_TEMPLATE} from '../../src/cli/docs/documents.ts';
import {markdownTable} from '../../src/cli/docs/markdown.ts';
import {phaseNames} from '../../src/cli/docs/phase-names.ts';
import {facts} from '../../src/experiments/validation/facts.ts';
import {outcomes} from '../../src/model/observe.ts';
import {mechanisms, parameters, switches} from '../../src/model/schedule.ts';
import {createWorld} from '../../src/model/world.ts';
import {scenario} from '../model/support.ts';

// Oracle: the model's own registries, and what lies on disk.

const template = readFileSync(ODD_TEMPLATE, 'utf8');
const texts = documents(template);
const odd = texts.get('docs/ODD.md') ?? '';
const parametersText = texts.get('docs/parameters.md') ?? '';

describe('the generated documents', () => {
  it.each([...texts.keys()])('%s on disk is what `npm run docs` would write', (path) => {
    expect(readFileSync(path, 'utf8')).toBe(texts.get(path));
  });

  it.each([...texts])('%s is formatted as Prettier wants it', async (path, text) => {
    expect(await check(text, {...(await resolveConfig(path)), filepath: path})).toBe(true);
  });

  it('have a row for every parameter and switch, with its source', () => {
    const row = (name: string) => parametersText.split('\n').find((line) => line.startsWith(`| \`${name}\` `)) ?? '';
    for (const [name, {title, source}] of Object.entries(parameters)) {
      expect(row(name)).toContain(title);
      expect(row(name).toLowerCase()).toContain(source.toLowerCase());
    }
    for (const {name, title} of switches) expect(row(name)).toContain(title);
  });

  it('describe every mechanism in order and every outcome', () => {
    const headings = [...odd.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    const titles = mechanisms.map(({title}) => title);
    expect(headings.slice(-titles.length)).toEqual(titles);
    // Mechanisms may share a name with an outcome, so the row must have both.
    const rows = odd.split('\n').filter((line) => line.startsWith('| `'));
    const missing = outcomes.filter(
      ({id, definition}) => !rows.some((row) => row.startsWith(`| \`${id}\` `) && row.includes(definition.slice(1))),
    );
    expect(missing).toEqual([]);
  });

  it('have a row for every state variable of every table of the world, and for every fact of validation', () => {
    const tables = Object.entries(createWorld(scenario({}))).flatMap(([name, part]: [string, unknown]) =>
      typeof part === 'object' && part !== null && 'column' in part
        ? [{name, columns: Object.keys(part.column ?? {})}]
        : [],
    );
    expect(tables.length).toBeGreaterThan(8);
    const headings = odd.slice(odd.indexOf('## 2.'), odd.indexOf('## 3.')).split(/^### /m);
    const rowsOf = (text: string): string[] => [...text.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
    for (const {name, columns} of tables) {
      expect([name, headings.some((text) => rowsOf(text).sort().join() === columns.sort().join())]).toEqual([
        name,
        true,
      ]);
    }
    for (const {id, title} of facts) expect(odd).toContain(`**${title}.** \`${id}\``);
  });

  it('say what each phase does, in the order of the week', () => {
    const overview = template.slice(template.indexOf('## 3.'), template.indexOf('## 4.'));
    expect([...overview.matchAll(/^- `([^`]+)` /gm)].map(([, name]) => name)).toEqual(phaseNames());
  });

  it('have the seven elements of the protocol and its eleven design concepts, in order', () => {
    const elements = [...odd.matchAll(/^## (\d)\. (.+)$/gm)].map(([, n, title]) => `${n} ${title}`);
    expect(elements).toEqual([
      '1 Purpose and patterns',
      '2 Entities, state variables and scales',
      '3 Process overview and scheduling',
      '4 Design concepts',
      '5 Initialisation',
      '6 Input data',
      '7 Submodels',
    ]);
    const concepts = odd.slice(odd.indexOf('## 4.'), odd.indexOf('## 5.'));
    expect([...concepts.matchAll(/^\*\*([A-Z][a-z ]+)\.\*\*/gm)].map(([, name]) => name)).toEqual([
      ...['Basic principles', 'Emergence', 'Adaptation', 'Objectives', 'Learning', 'Prediction', 'Sensing'],
      ...['Interaction', 'Stochasticity', 'Collectives', 'Observation'],
    ]);
  });

  it('refuse a template that asks for an unknown piece or leaves one out', () => {
    expect(() => documents(`${template}\n<!-- generated: weather -->\n`)).toThrow(/got "weather"/);
    expect(() => documents(template.replace('<!-- generated: mechanisms -->\n', ''))).toThrow(/a place for mechanisms/);
  });
});

describe('markdownTable', () => {
  it('pads columns and escapes what would end a cell', () => {
    expect(
      markdownTable(
        [{title: 'a'}, {title: 'n', right: true}],
        [
          ['x | y', '1'],
          ['z', '12345'],
        ],
      ),
    ).toBe(['| a      |     n |', '| ------ | ----: |', '| x \\| y |     1 |', '| z      | 12345 |', ''].join('\n'));
  });
});

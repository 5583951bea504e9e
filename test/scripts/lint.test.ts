import {ESLint, Linter} from 'eslint';
import {describe, expect, it} from 'vitest';

// Oracle: what was measured to differ between browsers, machines or runs; each is planted in a pure room.

const BANS = ['no-restricted-syntax', 'no-restricted-globals'];

/** The messages of the bans alone, as they hold for a file at `path`. */
async function complaints(path: string, code: string): Promise<string[]> {
  const config = (await new ESLint().calculateConfigForFile(path)) as {rules: Linter.RulesRecord};
  const rules = Object.fromEntries(BANS.flatMap((ban) => (ban in config.rules ? [[ban, config.rules[ban]]] : [])));
  return new Linter().verify(code, [{rules, languageOptions: {sourceType: 'module'}}]).map(({message}) => message);
}

const INEXACT = ['random', 'exp', 'log', 'pow', 'sin', 'cos', 'tan', 'tanh', 'cbrt', 'hypot', 'log10', 'log2'].concat([
  'log1p',
  'expm1',
  'atan2',
  'atan',
  'asin',
  'acos',
  'sinh',
  'cosh',
]);

const PLANTED = [
  ...INEXACT.map((name) => `export const x = Math.${name}(1, 2);`),
  "export const x = Math['exp'](1);",
  'export const {exp} = Math;',
  'export const x = 3 ** 2;',
  'export let x = 3; x **= 2;',
  'export const x = Date.now();',
  'export const x = new Date();',
  'export const x = performance.now();',
  'export const x = Intl.NumberFormat();',
  "export const x = 'a'.localeCompare('b');",
  'export const x = (1.5).toLocaleString();',
  'for (const key in {}) key;',
  'export const x = process.env;',
];

describe('lint of the pure rooms', () => {
  it.each(PLANTED)('refuses %s', async (code) => {
    expect(await complaints('src/model/planted.ts', code)).toHaveLength(1);
  });

  it.each(['numeric', 'engine', 'model', 'scenario', 'experiments'])('holds in %s', async (room) => {
    expect(await complaints(`src/${room}/deep/planted.ts`, 'export const x = Math.exp(1);')).toHaveLength(1);
  });

  it('lets exact arithmetic pass', async () => {
    const exact = ['sqrt', 'abs', 'min', 'max', 'floor', 'ceil', 'round', 'imul', 'fround', 'trunc', 'sign', 'clz32'];
    const code = exact.map((name) => `export const ${name} = Math.${name}(7 % 4) / 2;`).join('\n');
    expect(await complaints('src/model/planted.ts', code)).toEqual([]);
  });

  it('leaves the interface its clock and its locale', async () => {
    expect(await complaints('src/ui/planted.ts', 'export const x = new Date().toLocaleString();')).toEqual([]);
  });
});

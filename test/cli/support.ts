import {createHash} from 'node:crypto';
import {BadInput} from '../../src/cli/bad-input.ts';
import {cli} from '../../src/cli/cli.ts';
import type {Effects} from '../../src/cli/effects.ts';
import type {Runner, RunResult} from '../../src/experiments/runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import {outcomeSlots} from '../../src/model/observe.ts';
import {recordTables} from '../../src/model/record-tables.ts';
import {digestColumn} from '../../src/numeric/digest.ts';

/** What a synthetic run yields: outcome k of run r is r + k, and 1000 more per changed parameter of the scenario. */
function syntheticRun(input: RunInput, seed: string, replicate: number, series: number): RunResult {
  const shift = replicate + 1000 * Object.keys(input.parameters).length;
  const outcomes = Float64Array.from(outcomeSlots(input), (_, k) => shift + k);
  return {
    replicate,
    outcomes,
    series: Array.from({length: series}, () => Float64Array.of(shift, Number.NaN)),
    digest: digestColumn(Float64Array.of(...outcomes, seed.length)),
    tables: [],
  };
}

/** A machine without disk and threads; everything a command did can be looked up in it. */
export function testMachine() {
  const files = new Map<string, string>();
  const chunks = new Map<string, Uint8Array>();
  const machine = {
    files,
    presets: new Map<string, string>([['baseline', 'sluice: 1\nid: baseline\n']]),
    chunks,
    computed: 0,
    runners: 0,
    folders: 0, // begun
    unfinished: 0, // neither committed nor discarded
    engineDigest: 'e1',
    /** Called before each run; may interrupt, fail (by a text) or throw. */
    beforeRun: (_replicate: number, _interrupt: () => void): string | undefined => undefined,
    sluice,
  };

  function createRunner(interrupt: () => void, signal: AbortSignal): Runner {
    machine.runners++;
    return {
      async run({input, seed, from, to, series, tables}, {onResults}) {
        for (let replicate = from; replicate < to; replicate++) {
          await Promise.resolve();
          const reason = machine.beforeRun(replicate, interrupt);
          signal.throwIfAborted();
          machine.computed++;
          const run = syntheticRun(input, seed, replicate, series.length);
          const records = recordTables
            .filter(({id}) => tables.includes(id))
            .map(({id, columns}) => ({
              id,
              rows: 1,
              columns: columns.map((column) => ({...column, values: Float64Array.of(replicate)})),
            }));
          onResults([reason === undefined ? {...run, tables: records} : {replicate, week: 3, reason}]);
        }
      },
      close: () => undefined,
    };
  }

  /** Runs the program with these words, and tells what it printed and its exit code. */
  async function sluice(...words: string[]) {
    const printed = {out: '', err: ''};
    const abort = new AbortController();
    const isFolder = (path: string) => [...files.keys()].some((name) => name.startsWith(`${path.replace(/\/$/, '')}/`));
    const effects: Effects = {
      packageVersion: '0.0.0',
      engineDigest: machine.engineDigest,
      processors: 2,
      signal: abort.signal,
      stderrIsTerminal: false,
      out: async (text) => void (printed.out += text),
      err: (text) => void (printed.err += text),
      clock: () => 0,
      writeText(path, text) {
        files.set(path, text);
        return Promise.resolve();
      },
      async readText(path) {
        const text = files.get(path);
        if (text === undefined) throw new BadInput(`${path}: expected a readable file, got none`);
        return text;
      },
      kindOf: async (path) => (files.has(path) ? 'file' : isFolder(path) ? 'folder' : 'nothing'),
      list: async (path) => {
        const folder = `${path.replace(/\/$/, '')}/`;
        return [...files.keys()].flatMap((name) => (name.startsWith(folder) ? [name.slice(folder.length)] : [])).sort();
      },
      digestFile: async (path) =>
        createHash('sha256')
          .update(files.get(path.replace('//', '/')) ?? '')
          .digest('hex'),
      presets: async () => [...machine.presets.keys()],
      presetText: async (id) => machine.presets.get(id) ?? '',
      async createFolder(path) {
        machine.folders++;
        machine.unfinished++;
        const written = new Map<string, string>();
        return {
          write: async (name, text) => void written.set(name, (written.get(name) ?? '') + text),
          async commit() {
            machine.unfinished--;
            for (const [name, text] of written) files.set(`${path}/${name}`, text);
          },
          discard: async () => void machine.unfinished--,
        };
      },
      createRunner: () =>
        createRunner(() => {
          abort.abort();
        }, abort.signal),
      openStore: () => ({
        get: async (key) => chunks.get(key),
        put: async (key, bytes) => void chunks.set(key, bytes),
      }),
    };
    const code = await cli(words, effects);
    return {code, ...printed, lines: printed.err.split('\n').slice(0, -1)};
  }

  return machine;
}

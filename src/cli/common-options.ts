import type {Options} from './options.ts';

export const DEFAULT_RUNS = 100;

export const FORMATS = ['csv', 'json'] as const;

/** Options of every command that plays runs. */
export const runOptions = {
  runs: {type: 'string', value: 'N', help: `how many runs (default ${String(DEFAULT_RUNS)})`},
  seed: {type: 'string', value: 'S', help: "text that fixes every random draw (default: the scenario's own)"},
  set: {
    type: 'string',
    value: 'PATH=VALUE',
    multiple: true,
    help: 'change one number or choice of the scenario; may be repeated',
  },
  uncertainty: {
    type: 'boolean',
    help: 'draw parameters from their ranges too, two runs at each point; what the scenario sets stays as set',
  },
  workers: {
    type: 'string',
    value: 'N',
    help: 'how many threads (default: all processors); results do not depend on it',
  },
  json: {type: 'boolean', help: 'print one JSON document instead of a table'},
  outcomes: {
    type: 'string',
    value: 'LIST',
    help: 'outcomes in the table, or all, parts such as hhi.eu by name (default: the headline ones)',
  },
  series: {
    type: 'string',
    value: 'LIST',
    help: 'outcomes to give step by step too, or all (with --out the headline ones unless named)',
  },
  records: {type: 'string', value: 'LIST', help: 'tables with one row per item to write to the --out folder, or all'},
  out: {type: 'string', value: 'DIR', help: 'write the results to this folder, whole or not at all'},
  format: {type: 'string', value: 'LIST', help: 'what to write to it: csv, json (default csv,json)'},
  store: {type: 'string', value: 'DIR', help: "where finished runs are kept (default: the user's cache folder)"},
  fresh: {type: 'boolean', help: 'compute every run again, whatever is kept'},
} as const satisfies Options;

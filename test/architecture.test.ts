import {type ICruiseResult, type IFlattenedRuleSet, cruise} from 'dependency-cruiser';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path/posix';
import {beforeAll, describe, expect, it} from 'vitest';
import {filesBelow} from '../scripts/engine-digest.mjs';

// Oracle: the walls as the design states them, read from the import graph of the sources.

/** From left to right: a room opens only those before it. */
const ROOMS = ['numeric', 'engine', 'model', 'scenario', 'experiments', 'runtime'] as const;
const PURE = ROOMS.slice(0, 5);
/** Rooms beside the row, with what each may open. */
const OPENS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(ROOMS.map((room, i) => [room, ROOMS.slice(0, i)])),
  charts: [],
  export: ['numeric', 'experiments'],
  ui: [...ROOMS, 'charts', 'export'],
  cli: [...ROOMS, 'charts', 'export'],
};

const RULES: IFlattenedRuleSet = {
  forbidden: [
    ...Object.entries(OPENS).map(([room, opens]) => ({
      name: `${room} opens ${opens.join(', ') || 'nothing of ours'}`,
      severity: 'error' as const,
      from: {path: `^src/${room}/`},
      to: {path: '^src/', pathNot: `^src/(${[room, ...opens].join('|')})/`},
    })),
    {
      name: 'export takes only types from experiments',
      severity: 'error',
      from: {path: '^src/export/'},
      to: {path: '^src/experiments/', dependencyTypesNot: ['type-only']},
    },
    {
      name: 'workbench does not open embed',
      severity: 'error',
      from: {path: '^src/ui/workbench/'},
      to: {path: '^src/ui/embed/'},
    },
    {
      name: 'embed does not open workbench',
      severity: 'error',
      from: {path: '^src/ui/embed/'},
      to: {path: '^src/ui/workbench/'},
    },
    {
      name: 'pure rooms know no Node',
      severity: 'error',
      from: {path: `^src/(${PURE.join('|')})/`},
      to: {dependencyTypes: ['core']},
    },
    {name: 'no cycles', severity: 'error', from: {}, to: {circular: true}},
    {name: 'every import resolves', severity: 'error', from: {path: '^src/'}, to: {couldNotResolve: true}},
  ],
};

/** All that each module imports, including workers, which start from a URL and not from an import. */
type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf({modules}: ICruiseResult): Graph {
  const graph = new Map<string, string[]>();
  for (const {source, dependencies} of modules) {
    // A type vanishes from what runs.
    const kept = dependencies.filter(({dependencyTypes}) => !dependencyTypes.includes('type-only'));
    const workers = source.startsWith('src/')
      ? [...readFileSync(source, 'utf8').matchAll(/new URL\(\s*'(\.[^']+\.tsx?)',\s*import\.meta\.url/g)]
      : [];
    graph.set(source, [
      ...kept.map(({resolved, dependencyTypes}) =>
        dependencyTypes.includes('core') ? `node:${resolved.replace(/^node:/, '')}` : resolved,
      ),
      ...workers.map(([, path]) => join(dirname(source), path ?? '')),
    ]);
  }
  return graph;
}

/** The shortest ways from modules below `folder` to what matches `target`, each as `a -> b -> c`. */
function ways(graph: Graph, folder: string, target: RegExp): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const queue = [...graph.keys()].filter((module) => module.startsWith(folder)).map((module) => [module]);
  for (const way of queue) {
    const module = way[way.length - 1];
    if (seen.has(module)) continue;
    seen.add(module);
    if (target.test(module)) found.push(way.join(' -> '));
    else queue.push(...(graph.get(module) ?? []).map((next) => [...way, next]));
  }
  return found;
}

describe('architecture', () => {
  let result: ICruiseResult;
  let graph: Graph;
  beforeAll(async () => {
    const {output} = await cruise(['src'], {
      ruleSet: RULES,
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: {path: 'node_modules'},
      enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['import', 'module', 'default']},
    });
    if (typeof output === 'string') throw new Error(`dependency-cruiser: expected a graph, got ${output}`);
    result = output;
    graph = graphOf(output);
  }, 60_000);

  it('sees every source file, so that its silence means something', () => {
    const cruised = result.modules.map(({source}) => source).filter((source) => /^src\/.*\.tsx?$/.test(source));
    const files = filesBelow('.', 'src').filter((path) => /\.tsx?$/.test(path));
    expect(cruised.length).toBeGreaterThan(0);
    expect(cruised.toSorted()).toEqual(files.toSorted());
  });

  it('finds every source file in a room with walls', () => {
    const known = new RegExp(`^src/((${Object.keys(OPENS).join('|')})/|[^/]+$)`);
    expect([...graph.keys()].filter((path) => path.startsWith('src/') && !known.test(path))).toEqual([]);
  });

  it('keeps the walls between the rooms and has no cycle', () => {
    const broken = result.summary.violations.map(({rule, from, to}) => `${rule.name}: ${from} -> ${to}`);
    expect(broken).toEqual([]);
  });

  it('keeps Node and the queue out of what a browser loads', () => {
    expect(ways(graph, 'src/ui/', /^node:|node_modules\/(bullmq|ioredis|@duckdb)\//)).toEqual([]);
    expect(ways(graph, 'src/charts/', /^node:/)).toEqual([]);
  });

  it('keeps the parsers out of the embed', () => {
    expect(ways(graph, 'src/ui/embed/', /node_modules\/(mathjs|yaml)\//)).toEqual([]);
  });
});

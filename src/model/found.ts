import {normal, openUniform} from '../numeric/distributions.ts';
import {exp} from '../numeric/exp.ts';
import {namedId} from '../numeric/entity-id.ts';
import {normalQuantile} from '../numeric/normal-quantile.ts';
import {type DeveloperInput, KINDS} from './input.ts';
import {launch} from './launch.ts';
import {demand} from './mechanisms/demand.ts';
import type {Run} from './mechanism.ts';
import {EVERYONE} from './segments.ts';
import {CLEARANCE, NEST} from './world.ts';

/** A developer about to be founded. */
export interface Founding {
  readonly idLow: number;
  readonly idHigh: number;
  readonly name: string;
  readonly kind: number;
  readonly home: number;
  readonly sells: Uint8Array;
  readonly open: boolean;
  readonly compute: number;
  readonly capability: number;
  readonly cash: number;
  readonly otherIncome: number;
  readonly safetySpend: number | null;
  readonly dataIntensity?: number | undefined;
  readonly day: number;
}

/** Adds a developer and returns its row. Its appeal to buyers is drawn for life from its id. */
export function addDeveloper(run: Run, founding: Founding): number {
  const {world} = run;
  const {developers} = world;
  const {column} = developers;
  const row = developers.add(founding.idLow, founding.idHigh);
  const kind = KINDS[founding.kind];
  const spend = founding.safetySpend ?? run.member('safety.spend', kind);
  world.developerIds[row] = founding.name;
  column.kind[row] = founding.kind;
  column.home[row] = founding.home;
  column.sells.set(founding.sells, row * world.jurisdictions.length);
  column.open[row] = founding.open ? 1 : 0;
  column.nest[row] = kind === 'underground' ? NEST.underground : founding.open ? NEST.open : NEST.closed;
  column.conceal[row] = kind === 'underground' ? run.number('underground.conceal') : 0;
  column.born[row] = founding.day;
  column.gone[row] = NaN;
  column.compute[row] = founding.compute;
  column.capability[row] = founding.capability;
  column.safetySpend[row] = spend;
  column.safety[row] = 1 - exp(-run.number('safety.efficiency') * spend);
  column.research[row] = 1 - spend;
  column.dataIntensity[row] = founding.dataIntensity ?? 1;
  column.cash[row] = founding.cash;
  column.otherIncome[row] = founding.otherIncome;
  column.latest[row] = -1;
  const taste = normal(run.draws.at(founding.idLow, founding.idHigh, 0, demand.decisions.taste));
  column.efficiency[row] = run.number('demand.taste_spread') * taste;
  run.market.priceNewcomer(row);
  return row;
}

const GOLDEN = 0.6180339887498949; // multiples of it, modulo 1, spread evenly
const id = new Int32Array(2);

/** The developers of a scenario by their ids: where a document lists them changes no run. */
const founders = ({input}: Run): readonly DeveloperInput[] =>
  [...input.world.developers].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** Founds the developers of the scenario: named ones, and groups whose members differ in size and home. */
export function populate(run: Run): void {
  for (const input of founders(run)) {
    for (let n = 0; n < input.count; n++) foundMember(run, input, n);
  }
  const {compute} = run.world.developers.column;
  for (let row = 0; row < run.world.developers.rows; row++) {
    run.world.baseCompute = Math.max(run.world.baseCompute, compute[row]);
  }
}

function foundMember(run: Run, input: DeveloperInput, n: number): void {
  const {world} = run;
  const name = input.count === 1 ? input.id : `${input.id}-${n + 1}`;
  const {key = input.id} = input;
  namedId(id, input.count === 1 ? key : `${key}-${n + 1}`);
  const homes = typeof input.home === 'string' ? [input.home] : input.home;
  const home = world.jurisdictions.indexOf(homes[n % homes.length]);
  // Sizes of a group are the quantiles of its spread, so that its members do not change with the seed.
  const size = input.count === 1 ? 0 : input.compute_spread * normalQuantile((n + 0.5) / input.count);
  addDeveloper(run, {
    idLow: id[0],
    idHigh: id[1],
    name,
    kind: KINDS.indexOf(input.kind),
    home,
    sells: sellsIn(run, input, home),
    open: input.open_weights,
    compute: input.compute + size,
    capability: 0, // research sets it on day 0
    cash: input.cash * cashOf(run, input, n),
    otherIncome: input.other_income,
    safetySpend: input.safety_spend,
    dataIntensity: input.data_intensity,
    day: 0,
  });
}

/**
 * Cash of the n-th member of a group relative to its middle: a quantile again, taken in another order than
 * the sizes so that the two are unrelated.
 */
function cashOf(run: Run, input: DeveloperInput, n: number): number {
  if (input.count === 1) return 1;
  const shuffled = ((n + 0.5) * GOLDEN) % 1;
  return exp(run.number('accounts.cash_spread') * normalQuantile(shuffled));
}

function sellsIn(run: Run, {markets}: DeveloperInput, home: number): Uint8Array {
  const {jurisdictions} = run.world;
  return Uint8Array.from(jurisdictions, (each, j) =>
    markets === 'all' || j === home || (markets !== 'home' && markets.includes(each)) ? 1 : 0,
  );
}

/** Puts each founder's model of day 0 on its markets, trained up to a cycle ago. */
export function releaseStock(run: Run): void {
  const {world} = run;
  const {developers, releases} = world;
  const J = world.jurisdictions.length;
  let row = 0;
  for (const input of founders(run)) {
    for (let n = 0; n < input.count; n++, row++) {
      if (!input.public_model) continue;
      const {capability, compute, kind, sells, home} = developers.column;
      const age = ageOfStock(run, row, run.member('research.cycle_days', KINDS[kind[row]]));
      const release = launch(run, row, 0, capability[row], compute[row], -age);
      const {clearance, access, cleared, homePublic, firstUse, tested} = releases.column;
      tested[release] = -age;
      for (let j = 0; j < J; j++) {
        if (sells[row * J + j] === 0) continue;
        clearance[release * J + j] = CLEARANCE.cleared;
        access[release * J + j] = EVERYONE;
        cleared[release * J + j] = 0;
        if (j === home[row]) homePublic[release] = 0;
      }
      firstUse[release] = 0;
      world.publicFrontier = Math.max(world.publicFrontier, capability[row]);
      if (input.open_weights) world.openFrontier = Math.max(world.openFrontier, capability[row]);
      for (let j = 0; j < J; j++) run.market.accessChanged(row, j);
      run.market.install(row, input.installed / input.count);
    }
  }
}

function ageOfStock(run: Run, row: number, cycle: number): number {
  const {idLow, idHigh} = run.world.developers;
  return cycle * openUniform(run.draws.at(idLow[row], idHigh[row], 1, demand.decisions.taste));
}

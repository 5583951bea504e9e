import type {Phase} from '../engine/kernel.ts';
import type {Market} from './market.ts';
import type {Mechanism, Run} from './mechanism.ts';
import type {Ledger} from './mechanisms/accounts.ts';
import {createEvasion} from './mechanisms/evasion.ts';
import {playDefects} from './mechanisms/furnish-defects.ts';
import {createDemand} from './mechanisms/play-demand.ts';
import {playLiability} from './mechanisms/play-liability.ts';
import {playRace, type RaceLog} from './mechanisms/play-race.ts';
import type {Deal} from './mechanisms/rounds.ts';
import {createRules} from './mechanisms/rules.ts';
import {GROUPS, type Parameter, type Parameters} from './parameter.ts';
import {type Part, parts, type Shared} from './parts.ts';

/** A part of the model that a scenario may turn off. */
export interface Switch {
  readonly name: string;
  readonly title: string;
  readonly default: boolean;
}

/** The mechanisms of a list of parts, in the order in which the week plays them. */
const mechanismsOf = (list: readonly Part[]): readonly Mechanism[] =>
  list.flatMap(({mechanism}) => (mechanism ? [mechanism] : []));

/** The switches that a list of parts brings. */
export const switchesOf = (list: readonly Part[]): readonly Switch[] =>
  mechanismsOf(list).flatMap((mechanism) =>
    Object.entries(mechanism.switches).map(([name, title]) => ({name, title, default: true})),
  );

/** The parameter table of a list of parts: every number and choice, by group. */
export const parametersOf = (list: readonly Part[]): Parameters =>
  Object.fromEntries(
    mechanismsOf(list)
      .flatMap((mechanism) => Object.entries<Parameter>(mechanism.parameters))
      .sort(([, a], [, b]) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group)),
  );

export const mechanisms = mechanismsOf(parts);
export const switches = switchesOf(parts);
export const parameters = parametersOf(parts);

/** Decision ids by name; a draw is keyed by one of them. */
export const decisions: readonly {readonly mechanism: string; readonly name: string; readonly id: number}[] =
  mechanisms.flatMap((mechanism) =>
    Object.entries(mechanism.decisions).map(([name, id]) => ({mechanism: mechanism.id, name, id})),
  );

/** The parts of one world, ready to play. */
export interface Phases {
  readonly steps: readonly Phase[];
  readonly market: Market;
  readonly ledger: Ledger;
  readonly deals: readonly Deal[];
  readonly race: RaceLog;
  /** Sets the first day of a run. */
  begin(): void;
}

/** Makes every part for a world; the order of `steps` is the order of the week. */
export function createPhases(run: Run, list: readonly Part[] = parts): Phases {
  const shared: Shared = {
    demand: createDemand(run),
    evasion: createEvasion(run),
    furnished: playDefects(run),
    liable: playLiability(run),
    raced: playRace(run),
    rules: createRules(run),
    ledger: {customers: 0, suppliers: 0, regulators: 0, investors: 0},
    deals: [],
  };
  const playing = list.flatMap(({name, mechanism, play}) =>
    play ? [{name: name ?? mechanism?.id ?? '', ...play(run, shared)}] : [],
  );
  return {
    steps: playing.flatMap(({name, step}) => (step ? [{name, step}] : [])),
    market: shared.demand.market,
    ledger: shared.ledger,
    deals: shared.deals,
    race: shared.raced.log,
    begin() {
      shared.deals.length = 0;
      for (const each of playing) each.begin?.();
    },
  };
}

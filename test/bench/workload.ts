import {type Kind, KINDS, type RunInput} from '../../src/model/input.ts';
import type {World} from '../../src/model/world.ts';

/** A training run whose result was released. Days count from the start; before 0: on the market from day 0. */
export interface WorkloadRelease {
  readonly trained: number; // day
  readonly tested: number; // day, NaN when the run ended before
  readonly capability: number; // ECI
  readonly flop: number; // log10
}

export interface WorkloadDeveloper {
  readonly name: string;
  readonly kind: Kind;
  readonly home: string;
  readonly markets: readonly string[];
  readonly open: boolean;
  readonly born: number; // day
  readonly gone: number; // day, Infinity while active
  readonly efficiency: number; // appeal to buyers, utility
  readonly safety: number; // share of defects avoided in training
  readonly installed: number; // share of each market's installed base on day 0
  readonly releases: readonly WorkloadRelease[];
}

/** Who lived when and released what in one run of the model: what the twin is given, so that both do as much. */
export interface Workload {
  readonly weeks: number;
  readonly developers: readonly WorkloadDeveloper[];
  readonly developerWeeks: number;
  readonly releases: number;
}

/** Reads the workload of the run that `world` has just played. */
export function workloadOf(input: RunInput, world: World): Workload {
  const {developers, releases, jurisdictions} = world;
  const {kind, home, sells, open, born, gone, efficiency, safety} = developers.column;
  const weeks = Math.ceil(input.days / input.step_days);
  const week = (day: number): number => Math.floor(day / input.step_days);
  const lists: WorkloadRelease[][] = Array.from({length: developers.rows}, () => []);
  const {developer, trained, tested, capability, flop} = releases.column;
  for (let r = 0; r < releases.rows; r++) {
    lists[developer[r]].push({trained: trained[r], tested: tested[r], capability: capability[r], flop: flop[r]});
  }
  let developerWeeks = 0;
  const list = Array.from({length: developers.rows}, (_, row): WorkloadDeveloper => {
    const end = Number.isNaN(gone[row]) ? weeks : week(gone[row]);
    developerWeeks += end - week(born[row]);
    const name = world.developerIds[row];
    return {
      name,
      kind: KINDS[kind[row]],
      home: jurisdictions[home[row]],
      markets: jurisdictions.filter((_id, j) => sells[row * jurisdictions.length + j] === 1),
      open: open[row] === 1,
      born: born[row],
      gone: Number.isNaN(gone[row]) ? Infinity : gone[row],
      efficiency: efficiency[row],
      safety: safety[row],
      installed: installedBase(input, name),
      releases: lists[row],
    };
  });
  return {weeks, developers: list, developerWeeks, releases: releases.rows};
}

function installedBase(input: RunInput, name: string): number {
  const group = input.world.developers.find(({id, count}) => id === name || (count > 1 && isMember(id, name)));
  return group === undefined ? 0 : group.installed / group.count;
}

const isMember = (id: string, name: string): boolean =>
  name.startsWith(`${id}-`) && /^\d+$/.test(name.slice(id.length + 1));

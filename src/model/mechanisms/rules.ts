import {evaluate} from '../../numeric/formula.ts';
import {type PolicyEntry, type Regime, UNREGULATED} from '../input.ts';
import type {Run} from '../mechanism.ts';
import {accessMask, EVERYONE} from '../segments.ts';
import type {ActiveRegime, Stage} from '../world.ts';

const YEAR = 364; // 52 weeks: what a trigger looks back on

/** Which entries of the policy hold where, and what they amount to. */
export interface Rules {
  /** Sets the first day of a run. */
  begin(): void;
  /** Notes which entries have begun by the start of the step. */
  update(): void;
  /** Puts the rules of a jurisdiction in force, if they have changed. */
  enact(j: number): void;
  /** Highest rung that a jurisdiction could hold today, 0 where it has no ladder. */
  ladder(j: number): number;
  /** The rules that a jurisdiction would have today at a rung of its ladder; null for none. */
  preview(j: number, rung: number): Regime | null;
  /** Whether an entry has begun and has not ended. */
  runs(n: number): boolean;
  /** Whether an entry is in force in a jurisdiction at its present rung. */
  holdsIn(n: number, j: number): boolean;
  /** Makes an entry one of those of a jurisdiction too. */
  adopt(n: number, j: number): void;
}

/**
 * The rules of jurisdictions: their entries in document order, a later one replacing the fields it names.
 *
 * An entry is in force from the first step that begins on or after its date, or from the step in which its formula
 * first holds, until its end; one with a rung while its jurisdiction stands at that rung or above.
 * Reads reported incidents of the trailing 52 weeks, rungs. Writes world.regimes.
 */
export function createRules(run: Run): Rules {
  const {world, clock, input} = run;
  const {policy} = input;
  const J = world.jurisdictions.length;
  const begun = policy.map(() => false);
  const members = new Uint8Array(policy.length * J);
  const inForce: string[] = world.jurisdictions.map(() => '');
  const firstGate = world.jurisdictions.map(() => Infinity);
  const previews = new Map<string, Regime | null>();

  function seen(entry: PolicyEntry, name: string): number {
    const {day, reported, severe, severity, jurisdiction} = world.incidents.column;
    let total = 0;
    for (let row = world.incidents.rows - 1; row >= 0 && day[row] >= clock.from - YEAR - input.step_days; row--) {
      if (day[row] < clock.from - YEAR) continue; // rows of one step are in no order of day
      if (reported[row] === 0 || !entry.in.includes(world.jurisdictions[jurisdiction[row]])) continue;
      if (name === 'reported_incidents') total += 1;
      else if (name === 'severe_incidents') total += severe[row];
      else total += severity[row];
    }
    return total;
  }

  const runs = (n: number): boolean => begun[n] && (policy[n].until ?? Infinity) > clock.from;

  const holdsAt = (n: number, j: number, rung: number): boolean =>
    members[n * J + j] === 1 && rung >= (policy[n].rung ?? 0) && runs(n);

  function keyOf(j: number, rung: number): string {
    let key = '';
    for (let n = 0; n < policy.length; n++) if (holdsAt(n, j, rung)) key += `${n},`;
    return key;
  }

  /** The sum of entries, which are all that it depends on: asked for often, so kept. */
  function amounting(key: string): Regime | null {
    const known = previews.get(key);
    if (known !== undefined) return known;
    const entries = key.split(',').slice(0, -1);
    const regime =
      entries.length === 0
        ? null
        : entries.reduce<Regime>((rules, n) => ({...rules, ...policy[Number(n)].regime}), UNREGULATED);
    previews.set(key, regime);
    return regime;
  }

  return {
    begin() {
      begun.fill(false);
      inForce.fill('');
      firstGate.fill(Infinity);
      members.fill(0);
      policy.forEach((entry, n) => {
        for (const id of entry.in) members[n * J + world.jurisdictions.indexOf(id)] = 1;
      });
    },
    update() {
      policy.forEach((entry, n) => {
        if (begun[n]) return;
        const {when, from, rung} = entry;
        if (when !== null) begun[n] = evaluate(when, (name) => seen(entry, name)) === 1;
        else begun[n] = from === null ? rung !== undefined : from <= clock.from;
      });
    },
    enact(j) {
      const key = keyOf(j, world.authorities.column.rung[j]);
      if (key === inForce[j]) return;
      inForce[j] = key;
      const regime = amounting(key);
      if (regime !== null && regime.stages.length > 0) firstGate[j] = Math.min(firstGate[j], clock.from);
      world.regimes[j] = regime === null ? null : active(regime, firstGate[j]);
      run.trace?.({day: clock.from, what: 'rules changed', who: world.jurisdictions[j]});
    },
    ladder(j) {
      let top = 0;
      for (let n = 0; n < policy.length; n++) {
        if (members[n * J + j] === 1 && runs(n)) top = Math.max(top, policy[n].rung ?? 0);
      }
      return top;
    },
    preview: (j, rung) => amounting(keyOf(j, rung)),
    runs,
    holdsIn: (n, j) => holdsAt(n, j, world.authorities.column.rung[j]),
    adopt(n, j) {
      members[n * J + j] = 1;
    },
  };
}

/** A regime field by field: of one shape whatever its entries name, so that the code that reads it stays compiled. */
function active(regime: Regime, since: number): ActiveRegime {
  return {
    binding: regime.binding,
    applies_to: regime.applies_to,
    threshold: regime.threshold,
    open_weights: regime.open_weights,
    stages: regime.stages.map((stage, n) => ready(regime, stage, n)),
    clock_days: regime.clock_days,
    on_expiry: regime.on_expiry,
    strictness: regime.strictness,
    transparency: regime.transparency,
    product_cost: regime.product_cost,
    relief: regime.relief,
    bans: regime.bans,
    banned: regime.banned,
    moratorium_flop: regime.moratorium_flop,
    sanctions: regime.sanctions,
    since,
  };
}

function ready(regime: Regime, stage: Regime['stages'][number], n: number): Stage {
  const named = regime.stages.findIndex(({id}) => id === stage.on_critical);
  const fallBackTo = stage.on_critical === 'remedy' ? n : Math.max(named, 0);
  const last = n === regime.stages.length - 1;
  return {...stage, mask: last ? EVERYONE : accessMask(stage.access), fallBackTo: Math.min(fallBackTo, n)};
}

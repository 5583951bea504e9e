import {evaluate} from '../../numeric/formula.ts';
import {type PolicyEntry, type Regime, UNREGULATED} from '../input.ts';
import type {Mechanism, Playing, Run} from '../mechanism.ts';
import {accessMask, EVERYONE} from '../segments.ts';
import type {ActiveRegime, Stage} from '../world.ts';

const YEAR = 364; // 52 weeks: what a trigger looks back on

/** The calendar has no numbers of its own: policies are the scenario's data. */
export const calendar = {
  id: 'calendar',
  title: 'Calendar and triggers',
  equation:
    'The rules of a jurisdiction are its entries in document order; a later entry replaces the fields it names.',
  limit: 'No entry in force: no gate.',
  source: 'Definition',
  switches: {},
  parameters: {},
  decisions: {},
} as const satisfies Mechanism;

/**
 * Sets the rules in force in every jurisdiction.
 *
 * An entry is in force from the first step that begins on or after its date, or from the step after its
 * formula first holds, until its end.
 * Reads reported incidents of the trailing 52 weeks. Writes world.regimes.
 */
export function playCalendar(run: Run): Playing {
  const {world, clock, input} = run;
  const {policy} = input;
  const since = policy.map(() => Infinity); // day each entry came into force
  const inForce: string[] = world.jurisdictions.map(() => '');
  const firstGate = world.jurisdictions.map(() => Infinity);

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

  function update(): void {
    policy.forEach((entry, n) => {
      if (since[n] < Infinity || entry.rung !== undefined) return;
      const holds =
        entry.when === null
          ? entry.from !== null && entry.from <= clock.from
          : evaluate(entry.when, (name) => seen(entry, name)) === 1;
      if (holds) since[n] = clock.from;
    });
  }

  const holdsIn = (n: number, j: number): boolean => {
    const {rung, until} = policy[n];
    const begun = rung === undefined ? since[n] <= clock.from : world.authorities.column.rung[j] >= rung;
    return begun && (until ?? Infinity) > clock.from && policy[n].in.includes(world.jurisdictions[j]);
  };

  function assemble(j: number): ActiveRegime | null {
    const active = policy.filter((_, n) => holdsIn(n, j));
    if (active.length === 0) return null;
    const regime = active.reduce<Regime>((rules, entry) => ({...rules, ...entry.regime}), UNREGULATED);
    if (regime.stages.length > 0 && firstGate[j] === Infinity) firstGate[j] = clock.from;
    return {...regime, stages: regime.stages.map((stage, n) => ready(regime, stage, n)), since: firstGate[j]};
  }

  return {
    begin() {
      since.fill(Infinity);
      inForce.fill('');
      firstGate.fill(Infinity);
    },
    step() {
      if (policy.length === 0) return;
      update();
      for (let j = 0; j < world.jurisdictions.length; j++) {
        let key = '';
        for (let n = 0; n < policy.length; n++) if (holdsIn(n, j)) key += `${n},`;
        if (key === inForce[j]) continue;
        inForce[j] = key;
        world.regimes[j] = assemble(j);
        run.trace?.({day: clock.from, what: 'rules changed', who: world.jurisdictions[j]});
      }
    },
  };
}

function ready(regime: Regime, stage: Regime['stages'][number], n: number): Stage {
  const named = regime.stages.findIndex(({id}) => id === stage.on_critical);
  const fallBackTo = stage.on_critical === 'remedy' ? n : Math.max(named, 0);
  const last = n === regime.stages.length - 1;
  return {...stage, mask: last ? EVERYONE : accessMask(stage.access), fallBackTo: Math.min(fallBackTo, n)};
}

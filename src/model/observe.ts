import {type DayWindow, KINDS, type RunInput} from './input.ts';
import {namedDevelopers} from './named-developers.ts';
import type {Dimension, OutcomeDefinition, OutcomeGroup, Part, View, Watching} from './outcome.ts';
import {access} from './outcomes/access.ts';
import {audit} from './outcomes/audit.ts';
import {compliance} from './outcomes/compliance.ts';
import {concentration} from './outcomes/concentration.ts';
import {enforcement} from './outcomes/enforcement.ts';
import {firms} from './outcomes/firms.ts';
import {incidentOutcomes} from './outcomes/incidents.ts';
import {laterEvents} from './outcomes/later-events.ts';
import {innovation} from './outcomes/innovation.ts';
import {products} from './outcomes/products.ts';
import {politicsOutcomes} from './outcomes/politics.ts';
import {raceOutcomes} from './outcomes/race.ts';
import {reviewOutcomes} from './outcomes/reviews.ts';
import {technology} from './outcomes/technology.ts';
import {timeToMarket} from './outcomes/time-to-market.ts';
import {undergroundOutcomes} from './outcomes/underground.ts';
import {vendors} from './outcomes/vendors.ts';
import {welfare} from './outcomes/welfare.ts';
import type {OutcomeSlot} from './record.ts';
import {SEGMENTS} from './segments.ts';
import {NESTS} from './world.ts';

const groups: readonly OutcomeGroup[] = [
  timeToMarket,
  reviewOutcomes,
  laterEvents,
  audit,
  compliance,
  incidentOutcomes,
  concentration,
  vendors,
  welfare,
  access,
  innovation,
  technology,
  firms,
  enforcement,
  products,
  politicsOutcomes,
  raceOutcomes,
  undergroundOutcomes,
];

/** Every registered outcome. */
export const outcomes: readonly OutcomeDefinition[] = groups.flatMap((group) => group.outcomes);

/** The outcomes that a page or table shows first. */
export const HEADLINES = ['time_to_market', 'compliance_cost', 'incidents', 'hhi'] as const;

interface Measure {
  readonly id: string; // with its breakdown, e.g. hhi.eu
  readonly base: OutcomeDefinition;
  readonly part: Part;
}

/** A member of a breakdown. */
interface Member {
  readonly id: string;
  readonly part: Part;
}

/** Every outcome with every member of its breakdowns, in registry order. */
function measuresOf(input: RunInput): readonly Measure[] {
  const members: Readonly<Record<Dimension, readonly Member[]>> = {
    kind: KINDS.map((id, n) => ({id, part: {kind: n}})),
    developer: namedDevelopers(input).map((id, n) => ({id, part: {developer: n}})),
    nest: [...NESTS, 'outside'].map((id, n) => ({id, part: {nest: n}})),
    jurisdiction: input.world.jurisdictions.map(({id}, n) => ({id, part: {jurisdiction: n}})),
    segment: SEGMENTS.map((id, n) => ({id, part: {segment: n}})),
  };
  return outcomes.flatMap((base) => [
    {id: base.id, base, part: {}},
    ...base.breakdowns.flatMap((breakdown) =>
      (breakdown.split('.') as Dimension[])
        .reduce<readonly Member[]>(
          (before, dimension) =>
            before.flatMap(({id, part}) =>
              members[dimension].map((each) => ({id: `${id}.${each.id}`, part: {...part, ...each.part}})),
            ),
          [{id: base.id, part: {}}],
        )
        .map(({id, part}) => ({id, base, part})),
    ),
  ]);
}

/** Windows in order of time, so that the order in which a document names them changes no digest. */
function windowsOf(input: RunInput): readonly (readonly [string, DayWindow])[] {
  return Object.entries(input.windows).sort(([a, x], [b, y]) => x.from - y.from || x.to - y.to || (a < b ? -1 : 1));
}

/** What a run of this input yields, in the order of its record: every window, every outcome, every breakdown. */
export function outcomeSlots(input: RunInput): readonly OutcomeSlot[] {
  const measures = measuresOf(input);
  return windowsOf(input).flatMap(([window]) => measures.map(({id, base}) => ({id, window, unit: base.unit})));
}

export interface Observers {
  readonly begin: () => void;
  readonly observe: () => void;
  /** Values in the order of `outcomeSlots`. */
  values(): Float64Array;
  /** An outcome week by week: each point looks back on the outcome's span. Throws when there is none of that id. */
  series(id: string): Float64Array;
}

/** Makes the observers of a world. They read it and have no draws, so watching cannot change a run. */
export function createObservers(view: View): Observers {
  const {input, ticks} = view;
  const measures = measuresOf(input);
  const watching = groups.map((group): Watching => group.watch(view));
  const watcher = new Map(groups.flatMap((group, n) => group.outcomes.map(({id}) => [id, watching[n]] as const)));
  const measure = ({base, part}: Measure, window: DayWindow): number =>
    watcher.get(base.id)?.measure(base.id, window, part) ?? NaN;

  return {
    begin() {
      for (const each of watching) each.begin?.();
    },
    observe() {
      for (let n = 0; n < watching.length; n++) watching[n].observe?.();
    },
    values() {
      const windows = windowsOf(input);
      const values = new Float64Array(windows.length * measures.length);
      windows.forEach(([, window], w) => {
        measures.forEach((each, m) => {
          const value = measure(each, window);
          values[w * measures.length + m] = Number.isFinite(value) ? value : NaN;
        });
      });
      return values;
    },
    series(id) {
      const wanted = measures.find((each) => each.id === id);
      if (!wanted) throw new Error(`series: no outcome called "${id}"`);
      const step = input.step_days;
      return Float64Array.from({length: ticks}, (_, tick) => {
        const to = (tick + 1) * step;
        const value = measure(wanted, {from: Math.max(to - (wanted.base.span || step), 0), to});
        return Number.isFinite(value) ? value : NaN;
      });
    },
  };
}

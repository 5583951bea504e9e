import {computed, effect, type ReadonlySignal, signal} from '@preact/signals';
import type {ComparisonDesign} from '../../experiments/compare.ts';
import type {Value} from '../../scenario/address.ts';
import type {Fault} from '../../scenario/fault.ts';
import {scenarioHash} from '../../scenario/identity.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import {HEADLINES} from './headlines.ts';
import {type History, historyOf, redo, rest, step, undo} from './history.ts';
import type {OpenedSide, OpenResult} from './open-side.ts';
import type {Session} from './session.ts';
import {
  openSource,
  resetSides,
  setValue,
  type SideId,
  type SideState,
  type Source,
  type Target,
  type WorkbenchState,
} from './state.ts';

export type Sides = Readonly<Record<SideId, OpenedSide>>;
type SideFaults = Readonly<Record<SideId, readonly Fault[]>>;

/** The one store of the page: what is asked, what it became, and every way to change it. */
export interface Store {
  readonly history: ReadonlySignal<History<WorkbenchState>>;
  readonly state: ReadonlySignal<WorkbenchState>;
  readonly target: ReadonlySignal<Target>;
  readonly sides: ReadonlySignal<Sides | undefined>; // the last good scenarios
  readonly faults: ReadonlySignal<SideFaults>;
  readonly session: Session;
  readonly setTarget: (target: Target) => void;
  readonly open: (side: SideId, source: Source) => void;
  readonly setValue: (path: string, value: Value, moving: boolean) => void;
  readonly reset: (target: Target) => void;
  readonly patch: (change: Partial<Pick<WorkbenchState, 'seed' | 'runs' | 'window'>>) => void;
  /** Takes a state from outside, e.g. from the address bar, as a step of its own. */
  readonly replace: (state: WorkbenchState) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly run: () => void;
}

const SETTLE_MS = 90; // a moving slider asks a new question only where it lingers
const NO_FAULTS: SideFaults = {a: [], b: []};

/** The seed of both sides: the one that was set, or that of scenario A. */
export const seedOf = ({seed}: WorkbenchState, {a}: Sides): string => seed ?? a.scenario.seed;

/** What a state asks: A against B over the same futures, with the weekly course of the headline outcomes. */
function designOf(state: WorkbenchState, sides: Sides): ComparisonDesign {
  const side = (id: SideId, {scenario: {input}}: OpenedSide) => ({id, input, scenarioHash: scenarioHash(input)});
  const {a, b} = sides;
  const series = HEADLINES.map(({id}) => id);
  return {seed: seedOf(state, sides), runs: state.runs, series, reference: side('a', a), variants: [side('b', b)]};
}

export function createStore(
  start: WorkbenchState,
  session: Session,
  openSide: (side: SideState) => Promise<OpenResult>,
  valuesOf: (scenario: Scenario) => ReadonlyMap<string, Value>,
): Store {
  const history = signal(historyOf(start));
  const state = computed(() => history.value.present);
  const target = signal<Target>('b');
  const sides = signal<Sides>();
  const faults = signal<SideFaults>(NO_FAULTS);
  let generation = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: string | undefined; // the question of the last start

  function ask(again: boolean): void {
    clearTimeout(timer);
    if (sides.value === undefined) return;
    const design = designOf(state.value, sides.value);
    const {seed, runs, reference, variants} = design;
    const hashes = [reference.scenarioHash, variants[0].scenarioHash];
    const question = JSON.stringify([seed, runs, hashes, reference.input.windows]);
    if (question === asked && !again) return;
    asked = question;
    session.start(design);
  }

  const amount = computed(() => `${state.value.seed ?? ''} ${String(state.value.runs)}`);
  const [sideA, sideB] = [computed(() => state.value.a), computed(() => state.value.b)];
  effect(() => {
    const mine = ++generation;
    const moving = history.peek().gesture !== undefined;
    void amount.value;
    void Promise.all([openSide(sideA.value), openSide(sideB.value)]).then(([a, b]) => {
      if (mine !== generation) return;
      faults.value = {a: a.ok ? [] : a.faults, b: b.ok ? [] : b.faults};
      if (!a.ok || !b.ok) return;
      sides.value = {a: a.opened, b: b.opened};
      clearTimeout(timer);
      timer = setTimeout(ask, moving ? SETTLE_MS : 0, false);
    });
  });

  const take = (next: WorkbenchState, gesture?: string) => {
    history.value = step(history.value, next, gesture);
  };
  return {
    history,
    state,
    target,
    sides,
    faults,
    session,
    setTarget(next) {
      target.value = next;
    },
    open(side, source) {
      take(openSource(state.value, side, source));
    },
    setValue(path, value, moving) {
      const opened = (side: SideId) => sides.value && valuesOf(sides.value[side].base).get(path);
      const next = setValue(state.value, target.value, path, value, opened);
      take(next, moving ? path : history.value.gesture === path ? path : undefined);
      if (!moving) history.value = rest(history.value);
    },
    reset(which) {
      take(resetSides(state.value, which));
    },
    patch(change) {
      take({...state.value, ...change});
    },
    replace(next) {
      take(next);
    },
    undo() {
      history.value = undo(history.value);
    },
    redo() {
      history.value = redo(history.value);
    },
    run() {
      ask(true);
    },
  };
}

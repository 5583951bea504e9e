import {computed, effect, type ReadonlySignal, signal} from '@preact/signals';
import type {Value} from '../../scenario/address.ts';
import type {Fault} from '../../scenario/fault.ts';
import type {Scenario} from '../../scenario/scenario.ts';
import {HEADLINES} from './headlines.ts';
import {type History, historyOf, redo, rest, step, undo} from './history.ts';
import type {OpenedSide, OpenResult} from './open-side.ts';
import {isSame, type Question, questionOf} from './question.ts';
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

/** Something that could not be opened, by its name, and why. */
export interface Refusal {
  readonly name: string;
  readonly faults: readonly Fault[];
}

type Refusals = Readonly<Record<SideId, Refusal | undefined>>;

/** The one store of the page: what is asked, what it became, and every way to change it. */
export interface Store {
  readonly history: ReadonlySignal<History<WorkbenchState>>;
  readonly state: ReadonlySignal<WorkbenchState>;
  readonly target: ReadonlySignal<Target>;
  readonly sides: ReadonlySignal<Sides | undefined>; // the last good scenarios
  readonly refused: ReadonlySignal<Refusals>; // by the newest attempt to open something
  readonly session: Session;
  readonly setTarget: (target: Target) => void;
  /** Opens a source; one with faults is refused and leaves everything as it was. */
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
const NONE: Refusals = {a: undefined, b: undefined};

const refusalOf = ({source}: SideState, result: OpenResult): Refusal | undefined =>
  result.ok ? undefined : {name: source.kind === 'file' ? source.name : source.id, faults: result.faults};

/** The seed of both sides: the one that was set, or that of scenario A. */
export const seedOf = ({seed}: WorkbenchState, {a}: Sides): string => seed ?? a.scenario.seed;

/** What a state asks: A against B over the same futures, with the weekly course of the headline outcomes. */
function designOf(state: WorkbenchState, sides: Sides): Question {
  const {a, b} = sides;
  const series = HEADLINES.map(({id}) => id);
  return questionOf({a: a.scenario, b: b.scenario}, {seed: seedOf(state, sides), runs: state.runs, series});
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
  const refused = signal<Refusals>(NONE);
  const attempts = {a: 0, b: 0};
  let generation = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: Question | undefined; // by the last start

  function ask(again: boolean): void {
    clearTimeout(timer);
    if (sides.value === undefined) return;
    const design = designOf(state.value, sides.value);
    if (asked !== undefined && isSame(design, asked) && !again) return;
    asked = design;
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
      if (!a.ok || !b.ok) {
        refused.value = {a: refusalOf(sideA.value, a), b: refusalOf(sideB.value, b)};
        return;
      }
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
    refused,
    session,
    setTarget(next) {
      target.value = next;
    },
    open(side, source) {
      const mine = ++attempts[side];
      const next: SideState = {source, changes: {}};
      void openSide(next).then((result) => {
        if (mine !== attempts[side]) return; // something else was opened since
        refused.value = {...refused.value, [side]: refusalOf(next, result)};
        if (result.ok) take(openSource(state.value, side, source));
      });
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
      refused.value = NONE;
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

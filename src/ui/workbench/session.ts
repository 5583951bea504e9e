import {type ReadonlySignal, signal} from '@preact/signals';
import {compare, type ComparisonDesign, type ComparisonResult} from '../../experiments/compare.ts';
import type {Progress} from '../../experiments/ensemble.ts';
import type {Runner} from '../../experiments/runner.ts';

export type Phase = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

/** How far the newest comparison is. */
export interface Status {
  readonly phase: Phase;
  readonly done: number; // runs of both sides
  readonly total: number;
  readonly leftMs: number | undefined; // until it is done, once the pace is known
  readonly message: string; // why it failed
}

/** A result together with the question it answers. */
export interface Answer {
  readonly design: ComparisonDesign;
  readonly result: ComparisonResult;
}

export interface Session {
  readonly status: ReadonlySignal<Status>;
  readonly design: ReadonlySignal<ComparisonDesign | undefined>; // the newest question
  readonly answer: ReadonlySignal<Answer | undefined>; // to the newest question that has one, growing
  /** Asks a new question; an older one that is still open is dropped. */
  start(design: ComparisonDesign): void;
  /** Stops at once; what was done stays. */
  cancel(): void;
  close(): void;
}

const IDLE: Status = {phase: 'idle', done: 0, total: 0, leftMs: undefined, message: ''};
const PAUSE_MS = 200; // least time between two redraws
const SHARE = 4; // summarising may take one part in this many of the page's time

/** Runs comparisons on `runner`, one at a time; `now` is a clock in ms. */
export function createSession(runner: Runner, now: () => number = () => performance.now()): Session {
  const status = signal<Status>(IDLE);
  const question = signal<ComparisonDesign | undefined>(undefined);
  const answer = signal<Answer | undefined>(undefined);
  let generation = 0; // only the newest question may speak
  let abort: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function drop(): void {
    generation++;
    clearTimeout(timer);
    timer = undefined;
    abort?.abort(new DOMException('a newer question was asked', 'AbortError'));
    abort = undefined;
  }

  function start(design: ComparisonDesign): void {
    drop();
    const mine = generation;
    question.value = design;
    const controller = (abort = new AbortController());
    const began = now();
    let waiting: Progress<ComparisonResult> | undefined;
    let free = began; // when the next redraw may come
    let first: number | undefined; // runs that were there before any was played
    status.value = {...IDLE, phase: 'running', total: design.runs * (1 + design.variants.length)};

    function fail(reason: unknown): void {
      if (mine !== generation) return;
      drop();
      const message = reason instanceof Error ? reason.message : String(reason);
      status.value = {...status.value, phase: 'failed', message};
    }

    function redraw(): void {
      timer = undefined;
      if (mine !== generation || waiting === undefined) return;
      const from = now();
      const {partial} = waiting;
      waiting = undefined;
      try {
        const result = partial();
        if (result !== undefined) answer.value = {design, result};
      } catch (reason) {
        fail(reason);
      }
      free = now() + Math.max(PAUSE_MS, (SHARE - 1) * (now() - from));
    }

    function onProgress(progress: Progress<ComparisonResult>): void {
      if (mine !== generation) return;
      const {done, total} = progress;
      first ??= done;
      const played = done - first;
      const leftMs = played > 0 ? ((now() - began) / played) * (total - done) : undefined;
      status.value = {phase: 'running', done, total, leftMs, message: ''};
      waiting = progress;
      timer ??= setTimeout(redraw, Math.max(free - now(), 0));
    }

    compare(design, runner, {signal: controller.signal, onProgress}).then((result) => {
      if (mine !== generation) return;
      clearTimeout(timer);
      answer.value = {design, result};
      const {total} = status.value;
      status.value = {phase: 'done', done: total, total, leftMs: 0, message: ''};
    }, fail);
  }

  function cancel(): void {
    if (status.value.phase !== 'running') return;
    const {done, total} = status.value;
    drop();
    status.value = {phase: 'cancelled', done, total, leftMs: undefined, message: ''};
  }

  return {
    status,
    design: question,
    answer,
    start,
    cancel,
    close() {
      drop();
      runner.close();
    },
  };
}

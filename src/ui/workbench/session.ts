import {batch, type ReadonlySignal, signal} from '@preact/signals';
import type {ComparisonResult} from '../../experiments/compare.ts';
import type {Comparer, News} from './comparer.ts';
import type {Question} from './question.ts';

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
  readonly design: Question;
  readonly result: ComparisonResult;
}

export interface Session {
  readonly status: ReadonlySignal<Status>;
  readonly design: ReadonlySignal<Question | undefined>; // the newest question
  readonly answer: ReadonlySignal<Answer | undefined>; // to the newest question that has one, growing
  /** Asks a new question; an older one that is still open is dropped. */
  readonly start: (design: Question) => void;
  /** Stops at once; what was done stays. */
  readonly cancel: () => void;
  readonly close: () => void;
}

const IDLE: Status = {phase: 'idle', done: 0, total: 0, leftMs: undefined, message: ''};
/** Asks one comparison at a time of `comparer`; `now` is a clock in ms. */
export function createSession(comparer: Comparer, now: () => number = () => performance.now()): Session {
  const status = signal<Status>(IDLE);
  const question = signal<Question | undefined>(undefined);
  const answer = signal<Answer | undefined>(undefined);
  let stop: (() => void) | undefined;

  function start(design: Question): void {
    stop?.();
    question.value = design;
    const began = now();
    let first: number | undefined; // runs that were there before any was played
    status.value = {...IDLE, phase: 'running', total: design.runs * (1 + design.variants.length)};

    function hear(news: News): void {
      if (question.peek() !== design || status.peek().phase !== 'running') return; // only the newest question speaks
      switch (news.kind) {
        case 'progress': {
          const {done, total} = news;
          first ??= done;
          const played = done - first;
          const leftMs = played > 0 ? ((now() - began) / played) * (total - done) : undefined;
          status.value = {phase: 'running', done, total, leftMs, message: ''};
          break;
        }
        case 'part':
          answer.value = {design, result: news.result};
          break;
        case 'done': {
          const {total} = status.peek();
          batch(() => {
            answer.value = {design, result: news.result};
            status.value = {phase: 'done', done: total, total, leftMs: 0, message: ''};
          });
          break;
        }
        case 'failed':
          status.value = {...status.peek(), phase: 'failed', leftMs: undefined, message: news.message};
      }
    }

    stop = comparer.start(design, hear);
  }

  function cancel(): void {
    const {phase, done, total} = status.peek();
    if (phase !== 'running') return;
    status.value = {phase: 'cancelled', done, total, leftMs: undefined, message: ''};
    stop?.();
  }

  return {
    status,
    design: question,
    answer,
    start,
    cancel,
    close() {
      stop?.();
      comparer.close();
    },
  };
}

import {describe, expect, it, vi} from 'vitest';
import type {Runner} from '../../src/experiments/runner.ts';
import type {RunInput} from '../../src/model/input.ts';
import {type Comparer, createComparer, type News} from '../../src/ui/workbench/comparer.ts';
import type {Question} from '../../src/ui/workbench/question.ts';
import {createSession} from '../../src/ui/workbench/session.ts';

const slots = [{id: 'x', window: 'after', unit: 'days'}];

function design(value: number, runs = 4): Question {
  const side = (id: string, days: number) => ({
    id,
    scenarioHash: `${id}${String(days)}`,
    input: {start: '2023-01-02', days, step_days: 7, windows: {}} as unknown as RunInput,
  });
  return {seed: 's', runs, slots, reference: side('a', value), variants: [side('b', value)], documents: []};
}

/** A runner whose runs yield the length of the scenario; each run waits until it is let go. */
function gated() {
  const waiting: (() => void)[] = [];
  const runner: Runner = {
    async run({input, from, to}, {signal, onResults}) {
      for (let replicate = from; replicate < to; replicate++) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        signal?.throwIfAborted();
        onResults([
          {
            replicate,
            outcomes: Float64Array.of(input.days),
            series: [],
            digest: String(replicate).padStart(64, '0'),
            tables: [],
          },
        ]);
      }
    },
    close: () => undefined,
  };
  const letGo = async (runs: number) => {
    for (let i = 0; i < runs; i++) {
      await vi.waitUntil(() => waiting.length > 0);
      waiting.shift()?.();
      await Promise.resolve();
    }
  };
  return {runner, letGo};
}

describe('a session', () => {
  it('answers in growing parts and ends with all runs', async () => {
    const {runner, letGo} = gated();
    const session = createSession(createComparer(runner));
    session.start(design(70));
    await letGo(2);
    await vi.waitUntil(() => session.answer.value !== undefined);
    expect(session.answer.value?.result.receipt.runs).toBe(1);
    expect(session.status.value).toMatchObject({phase: 'running', done: 2, total: 8});
    await letGo(6);
    await vi.waitUntil(() => session.status.value.phase === 'done');
    expect(session.answer.value?.result.receipt.runs).toBe(4);
  });

  it('lets only the newest question speak', async () => {
    const {runner, letGo} = gated();
    const session = createSession(createComparer(runner));
    session.start(design(70));
    await letGo(1);
    session.start(design(700));
    await letGo(10); // two of the old question are let go to no effect
    await vi.waitUntil(() => session.status.value.phase === 'done');
    expect(session.answer.value?.design.reference.input.days).toBe(700);
    expect(session.answer.value?.result.variants[0].outcomes[0].b.mean).toBe(700);
  });

  it('does not listen to an older question, even if its news are still on their way', () => {
    const listeners: ((news: News) => void)[] = [];
    const late: Comparer = {
      start(_design, listener) {
        listeners.push(listener);
        return () => undefined; // what was sent before the stop arrives all the same
      },
      close: () => undefined,
    };
    const session = createSession(late);
    session.start(design(70));
    session.start(design(700));
    listeners[0]({kind: 'progress', done: 3, total: 8});
    listeners[0]({kind: 'failed', message: 'old'});
    expect(session.status.value).toMatchObject({phase: 'running', done: 0});
    listeners[1]({kind: 'progress', done: 1, total: 8});
    expect(session.status.value.done).toBe(1);
    session.cancel();
    listeners[1]({kind: 'progress', done: 2, total: 8});
    expect(session.status.value).toMatchObject({phase: 'cancelled', done: 1});
  });

  it('stops at the moment it is cancelled, and what comes later changes nothing', async () => {
    const {runner, letGo} = gated();
    const session = createSession(createComparer(runner));
    session.start(design(70));
    await letGo(4);
    await vi.waitUntil(() => session.answer.value !== undefined);
    const kept = session.answer.value;
    session.cancel();
    expect(session.status.value).toMatchObject({phase: 'cancelled', total: 8});
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(session.answer.value).toBe(kept);
    expect(session.status.value.phase).toBe('cancelled');
  });

  it('says why it failed', async () => {
    const runner: Runner = {run: () => Promise.reject(new Error('no workers')), close: () => undefined};
    const session = createSession(createComparer(runner));
    session.start(design(70));
    await vi.waitUntil(() => session.status.value.phase === 'failed');
    expect(session.status.value.message).toBe('no workers');
  });
});

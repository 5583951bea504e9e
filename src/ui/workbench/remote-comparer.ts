import type {Runner} from '../../experiments/runner.ts';
import {lendRunner} from './borrowed-runner.ts';
import type {Comparer, News} from './comparer.ts';
import type {ToPage, ToWorker} from './messages.ts';

const startByAddress = () => new Worker(new URL('./compare-worker.ts', import.meta.url), {type: 'module'});

/**
 * A comparer in a worker of its own, for which `runner` plays the runs: one comparison at a time, the newest. A worker
 * that dies is replaced by the next start.
 */
export function createRemoteComparer(runner: Runner, startWorker: () => Worker = startByAddress): Comparer {
  let worker: Worker | undefined;
  let ready = false;
  let asked: ToWorker | undefined; // the newest question, until the worker listens
  let question = 0;
  let tell: ((news: News) => void) | undefined;

  function open(): Worker {
    const fresh = startWorker();
    const play = lendRunner(runner, (message) => {
      fresh.postMessage(message);
    });
    ready = false;
    fresh.onmessage = ({data}: MessageEvent<ToPage>) => {
      play(data);
      if (data.kind === 'ready') {
        ready = true;
        if (asked !== undefined) fresh.postMessage(asked);
      } else if (data.kind === 'news' && data.question === question) tell?.(data.news);
    };
    fresh.onerror = (event) => {
      event.preventDefault();
      fresh.terminate();
      if (worker === fresh) worker = undefined;
      tell?.({kind: 'failed', message: event.message || 'the worker failed without saying why'});
    };
    return fresh;
  }

  function ask(message: ToWorker): void {
    asked = message;
    worker ??= open();
    if (ready) worker.postMessage(message);
  }

  return {
    start(design, listener) {
      const mine = ++question;
      tell = listener;
      ask({kind: 'ask', question: mine, design});
      return () => {
        if (mine !== question) return;
        tell = undefined;
        ask({kind: 'ask', question: ++question, design: undefined});
      };
    },
    close() {
      tell = undefined;
      worker?.terminate();
      worker = undefined;
      runner.close();
    },
  };
}

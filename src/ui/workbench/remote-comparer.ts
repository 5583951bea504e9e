import type {ComparisonDesign} from '../../experiments/compare.ts';
import type {Comparer, News} from './comparer.ts';

/** What the page asks of its worker: a design, or nothing to stop the last one. Questions are numbered. */
export interface Asked {
  readonly question: number;
  readonly design: ComparisonDesign | undefined;
}

export interface Answered {
  readonly question: number;
  readonly news: News;
}

const startByAddress = () => new Worker(new URL('./compare-worker.ts', import.meta.url), {type: 'module'});

/** A comparer in a worker of its own: one comparison at a time, the newest. A worker that dies is replaced by the next start. */
export function createRemoteComparer(startWorker: () => Worker = startByAddress): Comparer {
  let worker: Worker | undefined;
  let question = 0;
  let tell: ((news: News) => void) | undefined;

  function open(): Worker {
    const fresh = startWorker();
    fresh.onmessage = ({data}: MessageEvent<Answered>) => {
      if (data.question === question) tell?.(data.news);
    };
    fresh.onerror = (event) => {
      event.preventDefault();
      fresh.terminate();
      if (worker === fresh) worker = undefined;
      tell?.({kind: 'failed', message: event.message || 'the worker failed without saying why'});
    };
    return fresh;
  }

  const send = (asked: Asked) => {
    worker ??= open();
    worker.postMessage(asked);
  };

  return {
    start(design, listener) {
      const mine = ++question;
      tell = listener;
      send({question: mine, design});
      return () => {
        if (mine !== question) return;
        tell = undefined;
        send({question: ++question, design: undefined});
      };
    },
    close() {
      tell = undefined;
      worker?.terminate();
      worker = undefined;
    },
  };
}

import {createWebRunner} from '../../runtime/web.ts';
import {createComparer} from './comparer.ts';
import type {Answered, Asked} from './remote-comparer.ts';
import {rememberingRunner} from './remembering-runner.ts';

// The page draws; this thread hands out runs to others and sums them up, which takes too long for a page.

const MOST_WORKERS = 8; // more would crowd out everything else on large machines

const workers = Math.min(Math.max(navigator.hardwareConcurrency, 1), MOST_WORKERS);
const comparer = createComparer(rememberingRunner(createWebRunner({workers})));
let stop: (() => void) | undefined;

addEventListener('message', ({data}: MessageEvent<Asked>) => {
  stop?.();
  stop = undefined;
  const {question, design} = data;
  if (design === undefined) return;
  stop = comparer.start(design, (news) => {
    postMessage({question, news} satisfies Answered);
  });
});

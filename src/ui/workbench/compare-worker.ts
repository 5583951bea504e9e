import {borrowedRunner} from './borrowed-runner.ts';
import {createComparer} from './comparer.ts';
import type {ToPage, ToWorker} from './messages.ts';
import {rememberingRunner} from './remembering-runner.ts';

// Summing up takes too long for a page, so it has this thread. The workers that play runs belong to the page: a worker
// that starts workers hangs now and then in Firefox.

const post = (message: ToPage) => {
  postMessage(message);
};
const borrowed = borrowedRunner(post);
const comparer = createComparer(rememberingRunner(borrowed));
let stop: (() => void) | undefined;

addEventListener('message', ({data}: MessageEvent<ToWorker>) => {
  borrowed.hear(data);
  if (data.kind !== 'ask') return;
  stop?.();
  stop = undefined;
  const {question, design} = data;
  if (design === undefined) return;
  stop = comparer.start(design, (news) => {
    post({kind: 'news', question, news});
  });
});

post({kind: 'ready'});

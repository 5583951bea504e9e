import type {ComparisonDesign} from '../../experiments/compare.ts';
import type {RunRequest, RunResult} from '../../experiments/runner.ts';
import type {News} from './comparer.ts';

/** What the page says to the thread that sums up. */
export type ToWorker =
  | {readonly kind: 'ask'; readonly question: number; readonly design: ComparisonDesign | undefined} // undefined: stop
  | {readonly kind: 'runs'; readonly job: number; readonly results: readonly RunResult[]}
  | {readonly kind: 'over'; readonly job: number; readonly failure: string | undefined};

/** What that thread says: that it listens (a message before that may be lost), news, and which runs it wants played. */
export type ToPage =
  | {readonly kind: 'ready'}
  | {readonly kind: 'news'; readonly question: number; readonly news: News}
  | {readonly kind: 'play'; readonly job: number; readonly request: RunRequest}
  | {readonly kind: 'stop'; readonly job: number};

import {useMemo} from 'preact/hooks';
import {Segments} from '../controls/segments.tsx';
import {HeadlineCard} from './headline-card.tsx';
import {headlineView, windowWords} from './headline-view.ts';
import {definitionOf, HEADLINES} from './headlines.ts';
import {ReceiptLine} from './receipt-line.tsx';
import type {Answer, Status} from './session.ts';

export interface ResultsProps {
  readonly answer: Answer;
  readonly status: Status;
  readonly fresh: boolean; // whether the answer is of the newest question
  readonly window: string;
  readonly nameA: string;
  readonly nameB: string;
  readonly onWindow: (window: string) => void;
}

/** The window that is shown: the chosen one, or the nearest there is. */
function shownWindow(windows: readonly string[], chosen: string): string {
  return windows.includes(chosen) ? chosen : windows.includes('after') ? 'after' : (windows.at(-1) ?? chosen);
}

/** The four headline outcomes of A and B over one window. */
export function Results({answer, status, fresh, window, nameA, nameB, onWindow}: ResultsProps) {
  const {input} = answer.design.reference;
  const names = Object.keys(input.windows);
  const chosen = shownWindow(names, window);
  const views = useMemo(
    () => HEADLINES.map((headline) => ({headline, view: headlineView(answer, headline, chosen, {a: nameA, b: nameB})})),
    [answer, chosen, nameA, nameB],
  );
  const stopped = status.phase === 'cancelled' || status.phase === 'failed';
  const [answered, asked] = [answer.result.receipt.runs, answer.design.runs];
  const words = windowWords(input, chosen);
  const {failures} = answer.result.reference.ensemble;
  const failed =
    failures.length + answer.result.variants.reduce((sum, {ensemble}) => sum + ensemble.failures.length, 0);
  return (
    <>
      <div class="results-head">
        <h2>
          B compared with A
          {stopped && answered < asked && (
            <span class="partial">
              {' '}
              (partial: {answered} of {asked} runs)
            </span>
          )}
        </h2>
        {names.length > 1 && (
          <div class="results-window">
            <span class="label" aria-hidden="true">
              Window
            </span>
            <Segments
              legend="Window of the numbers"
              name="window"
              value={chosen}
              choices={names.map((name) => ({value: name, label: name.replaceAll('_', ' ')}))}
              onChoose={onWindow}
            />
          </div>
        )}
        <ReceiptLine answer={answer} complete={fresh && status.phase === 'done'} />
      </div>
      {failed > 0 && (
        <p class="note bad">
          {failed} {failed === 1 ? 'run' : 'runs'} could not finish and {failed === 1 ? 'is' : 'are'} left out of all
          numbers.
        </p>
      )}
      <div class={`cards ${fresh ? '' : 'stale'}`}>
        {views.map(({headline, view}) => (
          <HeadlineCard
            key={headline.id}
            headline={headline}
            fan={view.fan}
            definition={definitionOf(headline)}
            window={words}
            difference={view.difference}
            runs={view.runs}
            sides={view.sides}
            notes={view.notes}
          />
        ))}
      </div>
    </>
  );
}

/** What stands where the cards will be while there is no run yet. */
export function ResultsToCome() {
  return (
    <>
      <div class="results-head">
        <h2>B compared with A</h2>
      </div>
      <div class="cards">
        {HEADLINES.map(({id, title, explains}) => (
          <article key={id} class="card to-come">
            <h3>
              <span class="kicker">
                {title}
                <span class="explains"> · {explains}</span>
              </span>
            </h3>
            <p class="small">The first runs are on their way.</p>
          </article>
        ))}
      </div>
    </>
  );
}

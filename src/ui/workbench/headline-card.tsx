import {memo} from './memo.ts';
import type {FanData} from '../../charts/fan-data.ts';
import {decimalsForInterval, formatNumber, formatSigned, withUnit} from '../format.ts';
import {DifferenceFigure} from './difference-figure.tsx';
import {FanFigure} from './fan-figure.tsx';
import {FanTable} from './fan-table.tsx';
import {type Difference, findingOf, intervalText, shareText, verdictOf} from './findings.ts';
import type {Headline} from './headlines.ts';
import './headline-card.css';

/** Mean of one side over the chosen window. */
export interface SideMean {
  readonly id: 'a' | 'b';
  readonly letter: string;
  readonly mean: number;
}

export interface HeadlineCardProps {
  readonly headline: Headline;
  readonly fan: FanData;
  readonly definition: string; // what exactly is measured
  readonly window: string; // in words, e.g. `after, 6 Jan 2025 to 3 Jan 2028`
  readonly difference: Difference;
  readonly runs: ArrayLike<number>; // paired differences, one per run
  readonly sides: readonly SideMean[];
  readonly notes: readonly string[];
}

/** One outcome: the finding as a title, the futures of both scenarios, and their paired difference. */
export const HeadlineCard = memo(
  ({headline, fan, definition, window, difference, runs, sides, notes}: HeadlineCardProps) => {
    const verdict = verdictOf(difference);
    const known = verdict !== 'unknown';
    const decimals = decimalsForInterval(difference.low, difference.high);
    const id = `card-${headline.id}`;
    return (
      <article class="card" aria-labelledby={id} data-outcome={headline.id}>
        <header class="card-head">
          <h3 id={id}>
            <span class="kicker">
              {headline.title}
              <span class="explains"> · {headline.explains}</span>
            </span>
            {known && <span class="finding">{findingOf(headline, difference)}</span>}
          </h3>
          {known && <p class="interval">{intervalText(difference, headline.unit)}</p>}
        </header>
        <div class="card-body">
          <FanFigure data={fan} name={headline.title} />
          <section class="numbers" aria-label={`${headline.title}: paired difference`}>
            <h4 class="numbers-title">
              B − A{known && verdict === 'unresolved' && <span class="tag">not resolved</span>}
            </h4>
            <p class="difference">
              {known ? withUnit(formatSigned(difference.mean, decimals), headline.unit) : 'Waiting for runs'}
            </p>
            <DifferenceFigure
              difference={difference}
              runs={runs}
              title={`${headline.title}, B minus A of every paired run. ${intervalText(difference, headline.unit)}.`}
            />
            <p class="share">{shareText(difference)}</p>
            <dl class="means">
              {sides.map((side) => (
                <div key={side.id} class={`side ${side.id}`}>
                  <dt>
                    <span class={`letter ${side.id}`}>{side.letter}</span>
                    <span class="unseen">mean</span>
                  </dt>
                  <dd>{withUnit(formatNumber(side.mean), headline.unit)}</dd>
                </div>
              ))}
            </dl>
            {notes.map((note) => (
              <p key={note} class="small card-note">
                {note}
              </p>
            ))}
            <p class="small">Means over runs, window {window}</p>
          </section>
        </div>
        <FanTable data={fan} name={headline.title} definition={definition} />
      </article>
    );
  },
);

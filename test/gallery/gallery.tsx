import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/charts.css';
import './gallery.css';
import {render} from 'preact';
import {useState} from 'preact/hooks';
import {ChoiceControl} from '../../src/ui/controls/choice-control.tsx';
import {NumberControl, type NumberValue} from '../../src/ui/controls/number-control.tsx';
import {HeadlineCard} from '../../src/ui/workbench/headline-card.tsx';
import {HEADLINES} from '../../src/ui/workbench/headlines.ts';
import {fixedFan, fixedRuns} from './fixed-data.ts';

const SHAPES = [
  {before: 150, a: 182, b: 313, spread: 0.3, mean: 131, reach: 11, above: 0.97},
  {before: 1.9, a: 2.1, b: 9.84, spread: 0.5, mean: 7.74, reach: 0.9, above: 1},
  {before: 14, a: 18, b: 17.6, spread: 0.6, mean: -0.42, reach: 0.71, above: 0.44},
  {before: 2310, a: 2280, b: 2522, spread: 0.12, mean: 242, reach: 55, above: 0.81},
];

function Slider({start, side}: {readonly start: number; readonly side: 'a' | 'b' | 'both'}) {
  const [value, setValue] = useState<NumberValue>(start);
  return (
    <NumberControl
      text={{
        name: 'service.mean_days',
        title: 'Working time of one evaluation',
        role: 'assumed',
        source: 'Assumed: published pre-deployment tests took 5 to 60 working days.',
      }}
      unit="days"
      low={5}
      high={120}
      domain={{min: 0, max: Infinity}}
      value={value}
      reference={30}
      referenceName="default"
      other={60}
      otherSide="a"
      named={[
        {label: 'fast 10', value: 10},
        {label: 'article 30', value: 30},
        {label: 'slow 90', value: 90},
      ]}
      side={side}
      onInput={setValue}
      onCommit={setValue}
    />
  );
}

function Choice() {
  const [value, setValue] = useState('lognormal');
  return (
    <ChoiceControl
      text={{
        name: 'service.law',
        title: 'Law of evaluation times',
        role: 'assumed',
        source: 'Assumed: right-skewed as most expert work.',
      }}
      choices={['deterministic', 'exponential', 'lognormal'].map((law) => ({value: law, label: law}))}
      value={value}
      reference="lognormal"
      referenceName="default"
      side="b"
      onCommit={setValue}
    />
  );
}

function Gallery() {
  return (
    <main class="gallery">
      <aside>
        <Slider start={30} side="b" />
        <Slider start={75} side="b" />
        <Slider start={12} side="a" />
        <Choice />
      </aside>
      <div class="gallery-cards">
        {HEADLINES.map((headline, i) => {
          const {mean, reach, above, a, b} = SHAPES[i];
          return (
            <HeadlineCard
              key={headline.id}
              headline={headline}
              fan={fixedFan(headline.title, headline.axis, SHAPES[i])}
              definition="Fixed data."
              window="after, 6 Jan 2025 to 3 Jan 2028"
              difference={{n: 200, mean, low: mean - reach, high: mean + reach, shareAbove: above, shareTied: 0}}
              runs={fixedRuns(mean, reach * 6)}
              notes={[]}
              sides={[
                {id: 'a', letter: 'A', mean: a},
                {id: 'b', letter: 'B', mean: b},
              ]}
            />
          );
        })}
      </div>
    </main>
  );
}

const root = document.getElementById('app');
if (root !== null) render(<Gallery />, root);

import {useId, useState} from 'preact/hooks';
import {withUnit} from '../format.ts';
import {ControlFrame, type ControlText} from './control-parts.tsx';
import {type Domain, plainNumber, readNumber, shareOf, stepFor} from './number-steps.ts';
import './control.css';

export type NumberValue = number | 'unlimited';

export interface NumberControlProps {
  readonly text: ControlText;
  readonly unit: string;
  readonly low: number; // ends of the slider; the field accepts the whole domain
  readonly high: number;
  readonly domain: Domain;
  readonly value: NumberValue;
  readonly reference: NumberValue; // what the reset button returns to, marked on the track
  readonly referenceName: string; // `default`, or whose value it is
  readonly other: NumberValue | undefined; // what the other scenario has, marked on the track
  readonly otherSide: 'a' | 'b';
  readonly named: readonly {readonly label: string; readonly value: number}[];
  readonly side: 'a' | 'b' | 'both'; // whose colour the value wears
  readonly onInput: (value: NumberValue) => void; // while it moves
  readonly onCommit: (value: NumberValue) => void; // when it rests
}

const shown = (value: NumberValue) => (value === 'unlimited' ? value : plainNumber(value));

/** One number: a slider over its usual range, a field for its whole domain, its unit, marks and way back. */
export function NumberControl(props: NumberControlProps) {
  const {
    text,
    unit,
    low,
    high,
    domain,
    value,
    reference,
    referenceName,
    other,
    otherSide,
    named,
    side,
    onInput,
    onCommit,
  } = props;
  const id = useId();
  const [fault, setFault] = useState<string>();
  const numeric = value === 'unlimited' ? high : value;
  const changed = value !== reference;
  const mark = reference === 'unlimited' ? high : reference;
  const place = (at: number) => ({'--at': String(shareOf(at, low, high))});
  const shownUnit = unit === '1' ? '' : unit;
  const range = `${plainNumber(low)} to ${withUnit(plainNumber(high), unit)}`;

  const type = (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const read = readNumber(field.value, domain);
    if ('fault' in read) {
      setFault(read.fault);
      return;
    }
    setFault(undefined);
    field.value = shown(read.value);
    onCommit(read.value);
  };

  return (
    <ControlFrame
      id={id}
      text={text}
      side={side}
      changed={changed}
      reset={shown(reference)}
      referenceName={referenceName}
      range={range}
      onReset={() => {
        setFault(undefined);
        onCommit(reference);
      }}
    >
      <div class="control-row">
        <div class="track">
          <span class="track-fill" style={place(numeric)} />
          <span class="track-mark" style={place(mark)} title={`${referenceName}: ${shown(reference)}`} />
          {other !== undefined && other !== value && (
            <span
              class={`track-other ${otherSide}`}
              style={place(other === 'unlimited' ? high : other)}
              title={`${otherSide.toUpperCase()}: ${shown(other)}`}
            />
          )}
          <input
            type="range"
            aria-labelledby={id}
            aria-valuetext={value === 'unlimited' ? value : withUnit(plainNumber(value), unit)}
            min={low}
            max={high}
            step={stepFor(low, high, domain.whole ?? false)}
            value={numeric}
            onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
            onChange={(event) => onCommit(event.currentTarget.valueAsNumber)}
          />
        </div>
        <span class="control-field">
          <input
            class="field"
            type="text"
            inputMode={domain.unlimited ? 'text' : 'decimal'}
            aria-labelledby={id}
            aria-invalid={fault !== undefined}
            {...(fault !== undefined && {'aria-describedby': `${id}-fault`})}
            value={shown(value)}
            onChange={type}
          />
          <span class="control-unit">{shownUnit}</span>
        </span>
      </div>
      {named.length > 0 && (
        <p class="named">
          {named.map((entry) => (
            <button
              key={entry.label}
              type="button"
              class="named-mark"
              aria-pressed={entry.value === value}
              onClick={() => onCommit(entry.value)}
            >
              {entry.label}
            </button>
          ))}
        </p>
      )}
      {fault !== undefined && (
        <p class="control-fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </ControlFrame>
  );
}

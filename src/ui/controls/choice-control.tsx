import {useId} from 'preact/hooks';
import {ControlFrame, type ControlText} from './control-parts.tsx';
import './control.css';

export interface ChoiceControlProps {
  readonly text: ControlText;
  readonly choices: readonly {readonly value: string; readonly label: string}[];
  readonly value: string;
  readonly reference: string;
  readonly referenceName: string;
  readonly side: 'a' | 'b' | 'both';
  readonly onCommit: (value: string) => void;
}

/** One choice among a few words. */
export function ChoiceControl(props: ChoiceControlProps) {
  const {text, choices, value, reference, referenceName, side, onCommit} = props;
  const id = useId();
  const changed = value !== reference;
  return (
    <ControlFrame
      id={id}
      text={text}
      side={side}
      changed={changed}
      reset={reference}
      referenceName={referenceName}
      range={choices.map((choice) => choice.value).join(', ')}
      onReset={() => onCommit(reference)}
    >
      <select
        class="field control-choice"
        aria-labelledby={id}
        value={value}
        onChange={(event) => onCommit(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </ControlFrame>
  );
}

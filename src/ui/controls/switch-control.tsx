import {useId} from 'preact/hooks';
import {ControlFrame, type ControlText} from './control-parts.tsx';
import './control.css';

const word = (on: boolean) => (on ? 'on' : 'off');

/** On or off. */
export function SwitchControl(props: {
  readonly text: ControlText;
  readonly value: boolean;
  readonly reference: boolean;
  readonly referenceName: string;
  readonly side: 'a' | 'b' | 'both';
  readonly onCommit: (value: boolean) => void;
}) {
  const {text, value, reference, referenceName, side, onCommit} = props;
  const id = useId();
  const changed = value !== reference;
  return (
    <ControlFrame
      id={id}
      text={text}
      side={side}
      changed={changed}
      reset={word(reference)}
      referenceName={referenceName}
      range="on or off"
      onReset={() => onCommit(reference)}
    >
      <label class="switch">
        <input
          type="checkbox"
          aria-labelledby={id}
          checked={value}
          onChange={(event) => onCommit(event.currentTarget.checked)}
        />
        {word(value)}
      </label>
    </ControlFrame>
  );
}

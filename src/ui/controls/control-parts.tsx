import type {ComponentChildren} from 'preact';
import {useState} from 'preact/hooks';

/** What stands around any control, whatever it sets. */
export interface ControlText {
  readonly name: string; // the dotted name, as in scenario files, links and `--set`
  readonly title: string;
  readonly role: 'observed' | 'calibrated' | 'assumed' | 'policy' | 'switch';
  readonly source: string;
}

const ROLES: Readonly<Record<ControlText['role'], string>> = {
  observed: 'Measured in the world; see its source.',
  calibrated: 'Set so that the model meets known facts.',
  assumed: 'An assumption: no data settle it.',
  policy: 'For a rule maker to decide.',
  switch: 'Turns a mechanism of the model on or off.',
};

export interface ControlFrameProps {
  readonly id: string; // of the title, by which fields are labelled
  readonly text: ControlText;
  readonly side: 'a' | 'b' | 'both'; // whose colour a changed value wears
  readonly changed: boolean;
  readonly reset: string; // the value to return to, in words
  readonly referenceName: string; // what that value is
  readonly range: string; // in words
  readonly onReset: () => void;
  readonly children: ComponentChildren;
}

/** What surrounds every control: its title, the way back once it has moved, its role, and on demand its source. */
export function ControlFrame(props: ControlFrameProps) {
  const {id, text, side, changed, reset, referenceName, range, onReset, children} = props;
  const [open, setOpen] = useState(false);
  const resetLabel = `Reset ${text.title} to ${reset} (${referenceName})`;
  return (
    <div class={`control ${side} ${changed ? 'changed' : ''}`} data-parameter={text.name}>
      <div class="control-head">
        <span class="control-title" id={id}>
          {text.title}
        </span>
        {changed && (
          <button type="button" class="control-reset" title={resetLabel} aria-label={resetLabel} onClick={onReset}>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d="M3.2 6.2A5.2 5.2 0 1 1 2.8 8.6M3 2.6v3.8h3.8" />
            </svg>
          </button>
        )}
        <button
          type="button"
          class={`role ${text.role}`}
          aria-expanded={open}
          aria-label={`${text.role}: source of ${text.title}`}
          onClick={() => setOpen(!open)}
        >
          {text.role}
        </button>
      </div>
      {children}
      {open && (
        <div class="about">
          <p>{text.source}</p>
          <p>
            {ROLES[text.role]} Range {range}; {referenceName} {reset}.
          </p>
          <p>
            <code>{text.name}</code>
          </p>
        </div>
      )}
    </div>
  );
}

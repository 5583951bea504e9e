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

/** The title line of a control: name and the way back once it has moved. */
export function ControlHead({
  id,
  text,
  changed,
  resetLabel,
  onReset,
}: {
  readonly id: string;
  readonly text: ControlText;
  readonly changed: boolean;
  readonly resetLabel: string;
  readonly onReset: () => void;
}) {
  return (
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
    </div>
  );
}

/** Source, range and dotted name, on demand. */
export function About({
  text,
  range,
  reference,
}: {
  readonly text: ControlText;
  readonly range: string;
  readonly reference: string;
}) {
  return (
    <details class="about">
      <summary>
        <span class={`role ${text.role}`} title={ROLES[text.role]}>
          {text.role}
        </span>
        <span class="about-word">
          Source<span class="unseen"> of {text.title}</span>
        </span>
      </summary>
      <div class="about-body">
        <p>{text.source}</p>
        <p>
          {ROLES[text.role]} Range {range}; {reference}.
        </p>
        <p>
          <code>{text.name}</code>
        </p>
      </div>
    </details>
  );
}

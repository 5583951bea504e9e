import {useState} from 'preact/hooks';

/** Copies a text; where the browser forbids it, shows the text to be copied by hand. */
export function CopyButton({label, text}: {readonly label: string; readonly text: () => string}) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = () => {
    const done = () => {
      setState('copied');
      setTimeout(() => setState('ready'), 1600);
    };
    const {clipboard} = navigator as {clipboard?: Clipboard}; // absent where the page is not served safely
    if (clipboard === undefined) setState('refused');
    else clipboard.writeText(text()).then(done, () => setState('refused'));
  };
  return (
    <span class="copy">
      <button type="button" class="button" onClick={copy}>
        {state === 'copied' ? 'Copied' : label}
      </button>
      {state === 'refused' && (
        <input
          class="field"
          readOnly
          aria-label={label}
          value={text()}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <span class="unseen" role="status">
        {state === 'copied' ? `${label}: copied` : ''}
      </span>
    </span>
  );
}

/** Leads past all controls by keyboard. The fragment of the address holds the state, so the link must not set it. */
export function SkipLink({to}: {readonly to: string}) {
  return (
    <a
      class="skip-link"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(to);
        target?.focus({preventScroll: true});
        target?.scrollIntoView();
      }}
    >
      Skip to results
    </a>
  );
}

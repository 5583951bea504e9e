/** Hands a text to the reader as a file of their own. */
export function DownloadButton({
  label,
  file,
}: {
  readonly label: string;
  readonly file: () => {readonly name: string; readonly text: string};
}) {
  const download = () => {
    const {name, text} = file();
    const address = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // browsers begin to read it some time after the click
  };
  return (
    <button type="button" class="button bare" onClick={download}>
      {label}
    </button>
  );
}

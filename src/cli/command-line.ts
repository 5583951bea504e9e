/** The command as it can be typed again, arguments quoted for a shell where they need it. */
export function commandLine(
  name: string,
  words: readonly string[],
  values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): string {
  const options = Object.entries(values).flatMap(([option, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${option}`];
    return (typeof value === 'string' ? [value] : value).map((each) => `--${option}=${shellWord(each)}`);
  });
  return ['sluice', name, ...words.map(shellWord), ...options].join(' ');
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

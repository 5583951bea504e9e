/** What the program hands back to the shell. */
export const EXIT = {ok: 0, bug: 1, badInput: 2, holes: 3, interrupted: 130} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

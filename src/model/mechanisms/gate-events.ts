/** Kinds of event on the gate's agenda: of a release, of a job, else of a place and its ticket. */
export const EVENT = {tested: 0, begin: 1, floor: 2, served: 3, decided: 4, remedied: 5, expired: 6} as const;

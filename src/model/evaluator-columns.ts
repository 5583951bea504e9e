/** What a private evaluator has; these columns are read by reviews, fees, outcomes and records alike. */
export const evaluatorColumns = {
  firm: 'u8', // 1 = lives on fees, 0 = institute
  home: 'i32', // jurisdiction
  accredited: 'f64', // day from which it may work
  gone: 'f64', // day it left, NaN while in business
  leaving: 'u8', // 1 once it takes no more work
  teams: 'i32',
  busy: 'i32', // teams at work
  skill: 'f64', // x
  integrity: 'f64', // market audit fees
  reports: 'i32', // reviews it has finished
  revenue: 'f64', // USD M in fees so far
  penalties: 'f64', // USD M for shaded reports so far
} as const;

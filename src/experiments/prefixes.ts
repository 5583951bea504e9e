/**
 * Numbers of runs at which a precision rule may stop. They are fixed, and a rule looks only at runs without a gap from
 * the first, so that scheduling cannot move the number of runs of a result.
 */
export const PREFIXES: readonly number[] = [100, 150, 225, 340, 510, 765, 1150, 1725, 2600, 3900, 5850, 8775];

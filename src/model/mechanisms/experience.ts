import {pow} from '../../numeric/pow.ts';

/** Working time of who has finished so many reviews, against that of a beginner: the learning curve of Wright (1936). */
export const practised = (finished: number, exponent: number): number =>
  exponent === 0 ? 1 : pow(1 + finished, -exponent);

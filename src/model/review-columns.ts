/** What a passage through a stage of review was planned to be and became. */
export const reviewColumns = {
  release: 'i32',
  jurisdiction: 'i32',
  stage: 'i32',
  passage: 'i32', // ordinal of this release's passages there, from 0
  rework: 'u8',
  evaluations: 'i32',
  access: 'u8', // index into EVALUATOR_ACCESS
  arrived: 'f64', // day it joined the queue
  started: 'f64', // NaN while waiting
  ended: 'f64', // end of the service
  left: 'f64', // end of the passage: floor and service both over
  withdrawn: 'f64', // day the passage was broken off, NaN if it was not
  floor: 'f64', // days
  clockStart: 'f64', // day the statutory clock started, NaN without one
  due: 'f64', // day it runs out
  expired: 'u8', // 1 when it ran out on the review
  planned: 'f64', // expert-hours
  delivered: 'f64', // expert-hours
  findings: 'i32', // defects found in the passage
  critical: 'u8', // 1 when it led to a rollback
  evaluator: 'i32', // private evaluator, -1 for a team of the authority and while waiting
  fee: 'f64', // USD M that the evaluator asks for it
  score: 'f64', // measured y, NaN without a private report
  reported: 'f64', // reported z
  threshold: 'f64', // reports at or above it are critical
  backchecked: 'u8', // 1 when the regulator measured again
} as const;

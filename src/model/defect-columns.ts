/** What is known of a latent defect; its class and channel are indices into the lists of the world. */
export const defectColumns = {
  release: 'i32',
  class: 'u8',
  channel: 'u8',
  rate: 'f64', // phi, per effective expert-hour
  foundAt: 'f64', // effort at which it is found
  found: 'f64', // day, NaN while hidden
  removed: 'f64', // day it left the field, NaN while not
  birth: 'i32', // release that it came into being with
  ancestor: 'i32', // row of the defect that it was inherited from, -1 for none
  retrained: 'i32', // retrainings against it that its line went through; a trigger may survive them
  mendedAt: 'f64', // effort spent on its release at the last of them
  idle: 'f64', // effort that taught nothing about it: between each find and the retraining, expert-hours
  before: 'u8', // 1 where its line was found before its release was trained
  passed: 'u8', // 1 where it was found before the successor of its release was trained
} as const;

import {expect, it} from 'vitest';
import {COHORT_OUTCOMES} from '../../../src/cli/text/frame.ts';
import {outcomes} from '../../../src/model/observe.ts';

// Oracle: the definitions of the outcomes themselves.
it('knows every outcome that a window gets by the end of training', () => {
  const defined = outcomes.filter(({definition}) =>
    /releases\b.* whose training ended in the window/i.test(definition),
  );
  expect([...COHORT_OUTCOMES].sort()).toEqual(defined.map(({id}) => id).sort());
});

import fc from 'fast-check';

// A run of the tests must give the same verdict twice: the examples are drawn from one seed. To look further,
// set FC_SEED to another number, or to `random`.
const asked = process.env['FC_SEED'];
if (asked !== 'random') fc.configureGlobal({seed: Number(asked ?? 20_230_102)});

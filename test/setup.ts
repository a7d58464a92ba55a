import fc from "fast-check";

/** FC_SEED and FC_RUNS steer all properties: CI fixes and prints the seed, a nightly hunt raises the runs. */
const { FC_SEED, FC_RUNS } = process.env;
fc.configureGlobal({
  ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }),
  ...(FC_RUNS === undefined ? {} : { numRuns: Number(FC_RUNS) }),
});

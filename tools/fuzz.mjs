// `npm run fuzz`: every operation with what nobody sends on purpose, twenty times as much of it as the tests try.
// `npm run fuzz -- SEED` repeats the inputs of a run whose message names that seed.
const [seed] = process.argv.splice(2);
if (seed !== undefined && !/^-?\d+$/.test(seed)) {
  console.error("A seed is a whole number, as in: npm run fuzz -- 1764570000");
  process.exit(1);
}
process.env.FUZZ_RUNS = "120";
if (seed !== undefined) process.env.FUZZ_SEED = seed;
process.argv.push("--project", "server", "testing/fuzz.test.ts");
await import("./test.mjs");

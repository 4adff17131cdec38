import { describe, expect, test } from "vitest";
import { givenInputs, wrongsOf } from "#testing/given-inputs.ts";

const inputs = givenInputs();

describe.skipIf(!inputs)("files that readers get wrong, from shared/data/inputs beside the repository", () => {
  test.each((inputs ?? []).map((input) => [input.name, input.about, input] as const))(
    "%s is read right: %s",
    async (_name, _about, input) => {
      expect(await wrongsOf(input)).toEqual([]);
    },
  );
});

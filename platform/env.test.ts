import { expect, test } from "vitest";
import { readEnv, variableNames } from "./env.ts";

test("a variable that is empty counts as one that is not set", () => {
  const empty = Object.fromEntries(variableNames.map((name, index) => [name, index % 2 ? "" : " \t"]));
  expect(readEnv(empty, [])).toEqual(readEnv({}, []));
});

test.each(["~", "~/botcadence", "~somebody/data", "$HOME/data", "/srv/${NAME}/data"])("DATA_DIR=%s is refused", (dataDir) => {
  expect(() => readEnv({ DATA_DIR: dataDir }, [])).toThrow(/DATA_DIR: .*only a shell expands/);
});

test.each(["./data", "/srv/botcadence", "C:\\Users\\x~1\\data", "/srv/price$/data", "../~data"])("DATA_DIR=%s is taken", (dataDir) => {
  expect(readEnv({ DATA_DIR: dataDir }, []).dataDir).toBe(dataDir);
});

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

test.each([
  ["PORT", "abc", "takes a whole number from 1 to 65535"],
  ["PORT", "0", "takes a whole number from 1 to 65535"],
  ["PORT", "80.5", "takes a whole number from 1 to 65535"],
  ["ANSWER_SECONDS_MAX", "soon", "takes a whole number from 1 to 600"],
  ["APP_URL", "chat.example.com", "takes an address such as https://example.com"],
  ["APP_URL", "https://example.com/chat", "takes scheme, host and port alone"],
  ["APP_URL", "https://user:word@example.com", "takes scheme, host and port alone"],
  ["DATABASE_URL", "mysql://db/x", "takes an address such as postgres://"],
  ["SMTP_URL", "mail.example.com", "takes an address such as smtp://"],
  ["APP_SECRET", "short", "takes 32 characters or more"],
  ["METRICS_TOKEN", "short", "takes 16 characters or more"],
  ["SIGN_UP", "closed", "takes open or invitation"],
  ["LOG_LEVEL", "loud", "takes fatal, error, warn, info, debug, trace, or silent"],
  ["PROJECTS_MAX", "-1", "takes a whole number, 0 for no limit"],
])("%s=%s is refused, and it says what is taken", (name, value, sentence) => {
  expect(() => readEnv({ [name]: value }, [])).toThrow(`${name}: ${sentence}`);
});

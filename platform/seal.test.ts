import { expect, test } from "vitest";
import { seal, unseal, versionOf } from "./seal.ts";

const secrets = { current: "the secret of this installation, long enough", previous: undefined };

test("what is sealed is opened for its purpose and at its place alone, and reads differently each time", () => {
  const sealed = seal(secrets, "provider key", "org_1 sec_1", "sk-very-secret");
  expect(unseal(secrets, "provider key", "org_1 sec_1", sealed)).toBe("sk-very-secret");
  expect(unseal(secrets, "provider key", "org_2 sec_1", sealed)).toBeNull();
  expect(unseal(secrets, "header", "org_1 sec_1", sealed)).toBeNull();
  expect(sealed.sealed.includes("very-secret")).toBe(false);
  expect(seal(secrets, "provider key", "org_1 sec_1", "sk-very-secret").sealed.equals(sealed.sealed)).toBe(false);
});

test("what was changed afterwards opens for nobody", () => {
  const { sealed, key_version } = seal(secrets, "provider key", "org_1 sec_1", "sk-very-secret");
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(unseal(secrets, "provider key", "org_1 sec_1", { sealed: changed, key_version })).toBeNull();
  }
});

test("after the secret was changed the previous one still opens what it sealed, and a third opens nothing", () => {
  const sealed = seal(secrets, "provider key", "org_1 sec_1", "sk-very-secret");
  const changed = { current: "another secret of this installation, also long", previous: secrets.current };
  expect(unseal(changed, "provider key", "org_1 sec_1", sealed)).toBe("sk-very-secret");
  expect(unseal({ ...changed, previous: undefined }, "provider key", "org_1 sec_1", sealed)).toBeNull();
  expect(seal(changed, "provider key", "org_1 sec_1", "x").key_version).toBe(versionOf(changed.current));
});

import { expect, test } from "vitest";
import { defaultOrganizationName } from "./default-name.ts";

test.each([
  ["john@acme.com", "john"],
  ["john.smith+test@acme.com", "john.smith"],
  ["+tag@acme.com", "My organization"],
  ["12345@acme.com", "My organization"],
  ["www.acme@acme.com", "My organization"],
  ["acme.com@mail.example", "My organization"],
  ['"a@b.com"@acme.com', "My organization"],
  ["<b>x@acme.com", "<b>x"],
  ["+491701234567@acme.com", "My organization"],
])("%s gives %s", (email, name) => {
  expect(defaultOrganizationName(email)).toBe(name);
});

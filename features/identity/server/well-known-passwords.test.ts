import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call } from "#testing/factories.ts";
import { isWellKnown } from "./well-known-passwords.ts";

const target = useApp();

test.each([
  "Password1",
  "Qwerty123",
  "!!Letmein2024",
  "PASSWORD",
  "2024-Password-2025",
  "Passw0rd",
  "P@ssw0rd1",
  "1Qaz2Wsx!!",
  "Trustno1",
  "Iloveyou<3",
  "Dragon2026",
  "Ｐａｓｓｗｏｒｄ１",
  "Abc12345",
  "12345678Aa",
  "Aa123456!",
  "Qq11111111",
])("%s is one of the most common", (password) => {
  expect(isWellKnown(password)).toBe(true);
});

test.each([
  "Correct horse 1",
  "Correct-Horse-Battery-Staple-7",
  "My password is a sentence 1",
  "Dragonfly under the 3 bridges",
  "Monkeys eat 40 Bananas",
  "Aa73920184",
  "X7!9_42-55q",
  "tR5$kz!9Lm",
  "Пароль-для-Анны-7",
  "🦊🦊🦊🦊 Aa1",
  "",
])("%s is not, although it may hold one", (password) => {
  expect(isWellKnown(password)).toBe(false);
});

test("a megabyte is not looked at", () => {
  const started = performance.now();
  expect(isWellKnown(`Aa${"1".repeat(1_000_000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});

type Refusal = { error: { field_errors: Record<string, string> } };
const sentence = "This is one of the passwords that attackers try first. Choose another one.";

test("nobody can choose one, by whichever way, and it is said at the field", async () => {
  const email = "chooses@example.com";
  const post = (path: string, body: object, cookie?: string) =>
    call<Refusal>(target, cookie ? { cookie } : null, `POST /api/auth${path}`, body);
  const refused = await post("/sign-up/email", { email, password: "Password1" });
  expect([refused.status, refused.body.error.field_errors]).toEqual([422, { password: sentence }]);
  const { headers, status } = await post("/sign-up/email", { email, password: "Correct horse 1" });
  expect(status).toBe(200);
  const cookie = headers.getSetCookie()[0]!.split(";")[0]!;
  const change = await post("/change-password", { currentPassword: "Correct horse 1", newPassword: "Qwerty123" }, cookie);
  expect([change.status, change.body.error.field_errors]).toEqual([422, { newPassword: sentence }]);
  const reset = await post("/reset-password", { token: "any", newPassword: "!!Letmein2024" });
  expect([reset.status, reset.body.error.field_errors]).toEqual([422, { newPassword: sentence }]);
});

test("the page that lists the rules is told while somebody types", async () => {
  const check = async (password: string) => (await call(target, null, "POST /v1/password-checks", { password })).body;
  expect(await check("Letmein2024")).toEqual({ well_known: true });
  expect(await check("Correct horse 1")).toEqual({ well_known: false });
});

import { expect, test } from "vitest";
import { permissionsOf } from "#access/permissions.ts";
import { roleChanges } from "./role-changes.ts";

const sold = true;
const of = (role: string) => [...permissionsOf(role)];

test("what a change of role brings and takes is said in words", () => {
  expect(roleChanges(of("viewer"), of("member"), sold)).toEqual({
    gained:
      "create and change projects, delete projects of their own, manage agents, manage sources of knowledge, take over, assign, and delete conversations, change leads, and manage and run checks",
    lost: null,
  });
  const { gained, lost } = roleChanges(of("owner"), of("admin"), sold);
  expect(gained).toBe(null);
  expect(lost).toMatch(
    /^hand over, delete, and export the organization, .*appoint Owners, see and change billing, and see and change budgets$/,
  );
  expect(roleChanges(of("owner"), of("admin"), !sold).lost).toContain("see and change the billing address,");
});

test("the way back takes exactly what the way there brings", () => {
  for (const [one, other] of [
    ["owner", "viewer"],
    ["admin", "member"],
  ] as const) {
    expect(roleChanges(of(one), of(other), sold).lost).toBe(roleChanges(of(other), of(one), sold).gained);
  }
  expect(roleChanges(of("admin"), of("admin"), sold)).toEqual({ gained: null, lost: null });
});

test("a part of what may be done about a thing is named by its verbs", () => {
  const { gained } = roleChanges(
    ["agent:read"],
    ["agent:read", "agent:update", "agent:delete", "project:delete", "project:delete_own"],
    sold,
  );
  expect(gained).toBe("delete projects and change and delete agents");
});

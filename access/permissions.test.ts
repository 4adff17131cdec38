import { expect, test } from "vitest";
import { features } from "#features/index.ts";
import { everyPermission as all, permissionsOf, resources, roles, rowOf, type Permission } from "./permissions.ts";

/**
 * Who can do what, said a second time from the other side: a line that is lost or a role that slips into one fails here,
 * where every test that reads the table would follow it.
 */
const viewer = [
  "agent:read",
  "check:read",
  "conversation:read",
  "lead:read",
  "member:list",
  "organization:read",
  "project:read",
  "source:read",
  "usage:read",
];
const beyondAMember = [
  "api_key:create",
  "api_key:delete",
  "api_key:list",
  "api_key:update",
  "audit:read",
  "lead:delete",
  "lead:export",
  "member:invite",
  "member:remove",
  "member:update",
  "organization:update",
  "phone_number:create",
  "phone_number:delete",
  "phone_number:update",
  "project:delete",
  "provider:create",
  "provider:delete",
  "provider:list",
  "provider:update",
  "role:create",
  "role:delete",
  "role:update",
];
const ownersAlone = [
  "billing:read",
  "billing:update",
  "budget:read",
  "budget:update",
  "member:grant_owner",
  "member:read_sign_ins",
  "organization:delete",
  "organization:export",
  "organization:security",
  "organization:transfer",
];
const held = (role: string) => [...permissionsOf(role)].toSorted();

test("a viewer reads, and may do nothing else", () => {
  expect(held("viewer")).toEqual(viewer);
});

test("a member may do all but what Admins and Owners are for", () => {
  expect(held("member")).toEqual(all.filter((name) => !beyondAMember.includes(name) && !ownersAlone.includes(name)).toSorted());
});

test("an admin may do all but what Owners alone may", () => {
  expect(held("admin")).toEqual(all.filter((name) => !ownersAlone.includes(name)).toSorted());
});

test("an Owner may do everything, and each role holds what those below it hold", () => {
  expect(held("owner")).toEqual(all.toSorted());
  for (const [index, role] of roles.entries()) {
    const above = roles[index - 1];
    if (above) expect(held(role).filter((name) => !permissionsOf(above).has(name as Permission))).toEqual([]);
  }
});

test("what is no role of ours may do nothing", () => {
  for (const word of ["", "Owner", "rol_01", "constructor", "__proto__"]) expect(held(word)).toEqual([]);
});

test("a custom role can do what it was given and read the organization; permissions that are not on the list count for nothing", () => {
  expect([...permissionsOf("rol_01", ["project:read", "project:fly", "constructor", "__proto__"])]).toEqual([
    "organization:read",
    "project:read",
  ]);
  expect([...permissionsOf("rol_01", [])]).toEqual(["organization:read"]);
  expect([...permissionsOf("viewer", all)].toSorted()).toEqual(viewer);
});

test("the table has every permission that is named here", () => {
  expect([...viewer, ...beyondAMember, ...ownersAlone].filter((name) => !all.includes(name as Permission))).toEqual([]);
});

test("every permission is asked for by an operation, so that no box is ticked for nothing", () => {
  const operations = features.flatMap(({ routes }) => routes.map(({ operation }) => operation));
  const asked = new Set(operations.flatMap(({ permission, own, alsoAsks = [] }) => [permission, own?.permission, ...alsoAsks]));
  expect(all.filter((name) => !asked.has(name))).toEqual([]);
});

test("every permission has its words, and no two under one heading, or in a sentence, have the same", () => {
  for (const said of [
    (name: Permission) => `${rowOf(name).verb} ${rowOf(name).thing}`,
    (name: Permission) => `${resources[name.split(":")[0] as keyof typeof resources].label}: ${rowOf(name).tick}`,
  ]) {
    const words = all.map(said);
    expect(words.filter((each, at) => words.indexOf(each) !== at)).toEqual([]);
    expect(words.filter((each) => !/^\S.*\w$/.test(each))).toEqual([]);
  }
});

import { expect, test } from "vitest";
import { productOf } from "./product-of.ts";
import type { Tables } from "./tables.ts";

const handedOver = { contactOf: async () => null };
const tables: Tables = { installation: { ofInstallation: "What the first migration stored." } };

test("a table belongs to one feature alone", () => {
  const feature = (name: string, own: Tables) => ({ name, routes: [], tables: own });
  const projects: Tables = { projects: { archive: "Nothing of it is of use elsewhere.", counted: true } };
  expect(productOf([feature("one", projects)], handedOver).tables).toContainEqual({ ...projects.projects, name: "projects", owner: "one" });
  expect(() => productOf([feature("one", projects), feature("two", projects)], handedOver)).toThrow(
    /^Two features own the table projects\.$/,
  );
  expect(() => productOf([feature("one", tables)], handedOver)).toThrow(/^Two features own the table installation\.$/);
});

test("what is to be done before a record goes is every feature's, in their order", () => {
  const [first, second] = [async () => {}, async () => {}];
  const product = productOf(
    [
      { name: "one", routes: [], whenDeleted: { project: first } },
      { name: "two", routes: [] },
      { name: "three", routes: [], whenDeleted: { project: second, agent: first } },
    ],
    handedOver,
  );
  expect([product.whenDeleted("project"), product.whenDeleted("agent"), product.whenDeleted("source")]).toEqual([
    [first, second],
    [first],
    [],
  ]);
});

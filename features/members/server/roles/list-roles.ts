import { byName } from "#access/by-name.ts";
import { operation } from "#access/operation.ts";
import { Page, PageQuery } from "#access/list.ts";
import { roles } from "#access/permissions.ts";
import { OrganizationRole } from "../../contract.ts";
import { customRolesOf, countHolders, presentBuiltIn, presentRole } from "./present-role.ts";

export const listRoles = operation({
  name: "role.list",
  summary:
    "The roles that can be given in the organization, what each may and how many hold it: the four of the product, then its own by name.",
  scope: "organization",
  kind: "read",
  permission: "member:list",
  input: PageQuery,
  output: Page(OrganizationRole),
  example: () => ({}),
  async run({ db, organization, product, request }, { page, per_page }) {
    // An organization has few, by its limit; so both kinds are read and then a page is cut.
    const custom = byName(await customRolesOf(db, organization.id).execute(), request);
    const holders = await countHolders(db, product, organization.id);
    const all = [...roles.map((role) => presentBuiltIn(role, holders)), ...custom.map((row) => presentRole(row, holders))];
    return { data: all.slice((page - 1) * per_page, page * per_page), total: all.length, page, per_page };
  },
});

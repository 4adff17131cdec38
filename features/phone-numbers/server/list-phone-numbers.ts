import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { PhoneNumber } from "../contract.ts";
import { presentPhoneNumber } from "./find-phone-number.ts";

export const listPhoneNumbers = operation({
  name: "phone_number.list",
  summary: "The organization's phone numbers: the primary one first, then the oldest.",
  scope: "organization",
  kind: "read",
  permission: "organization:read",
  input: PageQuery,
  output: Page(PhoneNumber),
  example: () => ({}),
  async run({ db, organization }, { page, per_page }) {
    const numbers = db.selectFrom("phone_numbers").where("organization_id", "=", organization.id);
    const rows = await numbers
      .selectAll()
      .orderBy("primary", "desc")
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await numbers.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentPhoneNumber), total, page, per_page };
  },
});

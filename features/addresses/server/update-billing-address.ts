import { sql } from "kysely";
import type { z } from "zod";
import { operation } from "#access/operation.ts";
import { changed } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { BillingAddress } from "../contract.ts";
import { addressChanged } from "./address-changed.ts";
import { CheckedAddress } from "./checked-address.ts";
import { findAddress } from "./find-address.ts";
import { isOfUnion } from "./tax-ids.ts";

export const updateBillingAddress = operation({
  name: "billing_address.update",
  summary: "Sets the address that invoices carry. What it has to hold follows from its country.",
  scope: "organization",
  kind: "write",
  says: (entry) => (entry.before ? changed(entry, "the billing address") : "changed the billing address"),
  confidential: { target: "billing_address", permission: "billing:read" },
  permission: "billing:update",
  input: CheckedAddress,
  output: BillingAddress,
  example: () => ({ input: example }),
  async run({ db, organization, platform, audit, send, request }, address) {
    const { viesUrl } = platform.env;
    // The organization's row is there to be locked before the first address is.
    await lockOrganization(db, organization.id);
    const before = await findAddress(db, organization.id, viesUrl);
    checkVersion(request, before?.version ?? 0);
    const changed = (Object.keys(address) as (keyof Address)[]).filter((field) => (before?.[field] ?? null) !== address[field]);
    if (before && changed.length === 0) {
      audit(null);
      return before;
    }
    const asksVies = viesUrl !== undefined && address.tax_id !== null && isOfUnion(address.tax_id);
    const check =
      before && !changed.includes("tax_id") ? {} : { tax_id_check: asksVies ? ("pending" as const) : null, tax_id_checked_at: null };
    const row = { ...address, ...check, updated_at: new Date() };
    await db
      .insertInto("billing_addresses")
      .values({ ...row, organization_id: organization.id })
      .onConflict((conflict) => conflict.column("organization_id").doUpdateSet({ ...row, version: sql`billing_addresses.version + 1` }))
      .execute();
    audit({
      target: { type: "billing_address", id: organization.id, label: address.legal_name },
      before: before && only(before, changed),
      after: only(address, changed),
    });
    await send(addressChanged, {});
    return (await findAddress(db, organization.id, viesUrl))!;
  },
});

type Address = z.output<typeof CheckedAddress>;

const only = (address: Address, fields: (keyof Address)[]) => Object.fromEntries(fields.map((field) => [field, address[field]]));

const example = {
  legal_name: "Example GmbH",
  line1: "Hauptstraße 5",
  postal_code: "10115",
  city: "Berlin",
  country: "DE",
  tax_id: "DE136695976",
};

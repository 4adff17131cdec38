import { z } from "zod";
import { job } from "#access/job.ts";
import { askVies } from "./ask-vies.ts";
import { sellerOf } from "./seller.ts";

/**
 * What follows from a new billing address: the seller is told, and VIES is asked
 * about its VAT ID, where the operator turned that on. Run twice, or after a further change, it does what is due for the
 * address that stands.
 */
export const addressChanged = job({
  name: "billing.address_changed",
  says: null,
  payload: z.object({}),
  concurrency: 2,
  // A check that has begun is ended, so that it does not stay pending.
  allowedWhile: ["suspended"],
  async run({ platform, organization, transaction, signal }) {
    const { viesUrl } = platform.env;
    const tell = () => sellerOf(platform)?.tellAddress({ organizationId: organization.id, transaction });
    await tell();
    const address = await transaction(
      ({ db }) =>
        db
          .selectFrom("billing_addresses")
          .select(["tax_id", "tax_id_check"])
          .where("organization_id", "=", organization.id)
          .executeTakeFirst(),
      "read",
    );
    if (!viesUrl || !address?.tax_id || !["pending", "not_reached"].includes(address.tax_id_check ?? "")) return;
    const { tax_id } = address;
    const answer = await askVies(viesUrl, tax_id, signal);
    await transaction(({ db }) =>
      db
        .updateTable("billing_addresses")
        .set({ tax_id_check: answer, tax_id_checked_at: new Date() })
        .where("organization_id", "=", organization.id)
        .where("tax_id", "=", tax_id)
        .where("tax_id_check", "is not", null)
        .execute(),
    );
    // A confirmed ID may make the charge the buyer's own.
    await tell();
    if (answer === "not_reached") throw new Error("VIES could not be asked; the queue tries again.");
  },
});

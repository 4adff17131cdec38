import type { Stripe } from "stripe";
import type { OpenTransaction } from "#access/operation.ts";
import { TaxIdCheck } from "#features/addresses/contract.ts";
import { isReverseCharge, vatTerritory } from "#features/addresses/server/reverse-charge.ts";
import { isMember } from "#features/addresses/server/tax-ids.ts";
import { sellerCountry } from "./seller-country.ts";

/** Countries whose tax IDs Stripe knows, and by which name. Those of the European Union are `eu_vat`. */
const taxIdTypes: Record<string, Stripe.CustomerCreateTaxIdParams.Type> = {
  AR: "ar_cuit",
  AU: "au_abn",
  BR: "br_cnpj",
  CA: "ca_bn",
  CH: "ch_vat",
  CL: "cl_tin",
  CN: "cn_tin",
  CO: "co_nit",
  DO: "do_rcn",
  EC: "ec_ruc",
  GB: "gb_vat",
  IL: "il_vat",
  IM: "gb_vat",
  IN: "in_gst",
  IS: "is_vat",
  JP: "jp_cn",
  KE: "ke_pin",
  KR: "kr_brn",
  LI: "li_vat",
  MX: "mx_rfc",
  MY: "my_sst",
  NO: "no_vat",
  NZ: "nz_gst",
  PE: "pe_ruc",
  PH: "ph_tin",
  RS: "rs_pib",
  SG: "sg_uen",
  TH: "th_vat",
  TR: "tr_tin",
  TW: "tw_vat",
  UA: "ua_vat",
  US: "us_ein",
  ZA: "za_vat",
};

type Billed = { stripe: Stripe; organizationId: string; transaction: OpenTransaction };

/**
 * Brings name, address, tax ID and e-mail of an organization to its customer, and whether it accounts for VAT itself. What Stripe was told of is kept by version, so
 * that a change in between is told of next.
 *
 * @returns whether there was something to tell
 */
export async function tellCustomer({ stripe, organizationId, transaction }: Billed): Promise<boolean> {
  const news = await transaction(
    ({ db }) =>
      db
        .selectFrom("billing_accounts as b")
        .innerJoin("organizations as o", "o.id", "b.organization_id")
        .leftJoin("billing_addresses as a", "a.organization_id", "b.organization_id")
        .select(["b.stripe_customer_id", "b.emails", "b.emails_sent", "b.address_version_sent", "b.reverse_charge_sent"])
        .select(["o.name", "a.version", "a.tax_id_check"])
        .select(["a.legal_name", "a.line1", "a.line2", "a.city", "a.region", "a.postal_code", "a.country", "a.tax_id"])
        .where("b.organization_id", "=", organizationId)
        .executeTakeFirst(),
    "read",
  );
  if (!news?.stripe_customer_id) return false;
  const { stripe_customer_id: customer, version, emails } = news;
  const isReverse = await reversesCharge(stripe, news);
  const isTold = (version ?? 0) === news.address_version_sent && emails.join() === news.emails_sent.join();
  if (isTold && isReverse === news.reverse_charge_sent) return false;
  await stripe.customers.update(customer, {
    name: news.legal_name ?? news.name,
    email: emails[0] ?? "",
    tax_exempt: isReverse ? "reverse" : "none",
    ...(news.country && news.line1
      ? {
          address: {
            line1: news.line1,
            line2: news.line2 ?? "",
            city: news.city ?? "",
            state: news.region ?? "",
            postal_code: news.postal_code ?? "",
            country: news.country,
          },
        }
      : {}),
  });
  await tellTaxId(stripe, customer, news.country, news.tax_id);
  await transaction(({ db }) =>
    db
      .updateTable("billing_accounts")
      .set({ address_version_sent: version ?? 0, emails_sent: emails, reverse_charge_sent: isReverse })
      .where("organization_id", "=", organizationId)
      .execute(),
  );
  return true;
}

type Buyer = { country: string | null; tax_id: string | null; tax_id_check: string | null };

/** Until VIES confirmed the VAT ID, VAT is charged. */
async function reversesCharge(stripe: Stripe, { country, tax_id, tax_id_check }: Buyer): Promise<boolean> {
  if (country === null || tax_id_check !== TaxIdCheck.enum.confirmed) return false;
  return isReverseCharge({ sellerCountry: await sellerCountry(stripe), buyer: { country, tax_id, tax_id_check } });
}

async function tellTaxId(stripe: Stripe, customer: string, country: string | null, value: string | null): Promise<void> {
  const type = country && value ? (isMember(vatTerritory(country)) ? "eu_vat" : taxIdTypes[country]) : undefined;
  const { data } = await stripe.customers.listTaxIds(customer, { limit: 100 });
  const stands = data.find((known) => known.type === type && known.value === value);
  for (const known of data) if (known !== stands) await stripe.customers.deleteTaxId(customer, known.id);
  if (!stands && type && value) await stripe.customers.createTaxId(customer, { type, value }).catch(unlessInvalid);
}

/** Stripe has rules of its own; what it does not take stands on our own invoices all the same. */
function unlessInvalid(error: unknown): null {
  if ((error as { code?: unknown }).code === "tax_id_invalid") return null;
  throw error;
}

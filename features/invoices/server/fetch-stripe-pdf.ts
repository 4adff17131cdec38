import type { Stripe } from "stripe";
import { AppError } from "#platform/errors.ts";
import type { Logger } from "#platform/log.ts";

const answerMsMax = 30_000;

/**
 * The PDF that Stripe made of an invoice. Its address lets anybody who has it in, and lapses: it is asked for again each
 * time, and stays here. What went wrong is said without it, also in the log.
 *
 * @throws AppError `unavailable` where it cannot be had now
 */
export async function fetchStripePdf(stripe: Stripe | null, id: string, signal: AbortSignal, log: Logger): Promise<Uint8Array> {
  if (!stripe) throw new AppError("unavailable", "Payments no longer go through Stripe here, and Stripe has this invoice's PDF.");
  const { invoice_pdf: address } = await stripe.invoices.retrieve(id).catch(() => ({ invoice_pdf: null }));
  const bytes = address ? await fetchPdf(address, signal) : null;
  if (bytes) return bytes;
  log.warn({ stripe_invoice_id: id, had_address: Boolean(address) }, "Stripe handed out no PDF of an invoice");
  throw new AppError("unavailable", "Stripe did not hand out the PDF. Try again in a minute.");
}

/** Null where it does not come, or is something else. */
async function fetchPdf(address: string, signal: AbortSignal): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]) });
    const bytes = await answer.bytes();
    return answer.ok && Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-" ? bytes : null;
  } catch {
    // Its message may hold the address.
    return null;
  }
}

import type { Stripe } from "stripe";
import { AppError } from "#platform/errors.ts";

const answerMsMax = 30_000;
const bytesMax = 20_000_000;

/**
 * The PDF that Stripe made of an invoice. Its address lets anybody who has it in, and lapses: it is asked for anew each
 * time, and stays here. What went wrong is said without it, also in the log.
 *
 * @throws AppError `unavailable` where it cannot be had now
 */
export async function fetchStripePdf(stripe: Stripe | null, id: string, signal: AbortSignal): Promise<Uint8Array> {
  if (!stripe) throw unavailable("Payments no longer go through Stripe here, which holds this invoice's PDF.");
  const { invoice_pdf: address } = await stripe.invoices.retrieve(id).catch(() => ({ invoice_pdf: null }));
  if (!address) throw unavailable();
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]) });
    const bytes = answer.ok && Number(answer.headers.get("content-length") ?? 0) <= bytesMax ? await answer.bytes() : null;
    if (bytes && isPdf(bytes)) return bytes;
    await answer.body?.cancel();
  } catch {
    // Its message may hold the address.
  }
  throw unavailable();
}

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
const unavailable = (message = "Stripe did not hand out the PDF. Try again in a minute.") => new AppError("unavailable", message);

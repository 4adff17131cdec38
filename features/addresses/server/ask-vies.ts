import { z } from "zod";

const answerMsMax = 15_000;

/** What VIES answers: a verdict, or, also with status 200, a list of errors. */
const Answer = z.union([z.object({ valid: z.boolean() }), z.object({ errorWrappers: z.array(z.object({ error: z.string() })).min(1) })]);

/**
 * Asks VIES whether a VAT ID is registered: `POST check-vat-number` of its REST interface. Never throws: whatever keeps it
 * from a verdict, a member state's register that is away or too many questions, is `not_reached`.
 *
 * @param id with its prefix, which is VIES's country code (EL for Greece, XI for Northern Ireland)
 */
export async function askVies(url: string, id: string, signal: AbortSignal): Promise<"confirmed" | "not_known" | "not_reached"> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, "")}/check-vat-number`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ countryCode: id.slice(0, 2), vatNumber: id.slice(2) }),
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]),
    });
    const answer = Answer.parse(await response.json());
    if ("valid" in answer) return answer.valid ? "confirmed" : "not_known";
    return answer.errorWrappers.some(({ error }) => error === "INVALID_INPUT") ? "not_known" : "not_reached";
  } catch {
    return "not_reached";
  }
}

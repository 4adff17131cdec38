/** A PDF that is saved under the invoice's number. */
export function answerPdf(number: string, pdf: Uint8Array): Response {
  return new Response(Uint8Array.from(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(pdf.byteLength),
      // Stripe lets its users choose what a number begins with.
      "Content-Disposition": `attachment; filename="${number.replace(/[^\w.-]/g, "_")}.pdf"`,
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

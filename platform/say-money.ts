/** "€1,234.50", from minor units: for mails, documents and the operator's command. */
export function sayMoney(minor: number, currency: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(minor / 100);
}

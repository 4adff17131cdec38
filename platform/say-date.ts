const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "7 November 2026": a day, for mails and sentences of the server, which knows no reader's time zone. */
export function sayDate(iso: string): string {
  return date.format(new Date(iso));
}

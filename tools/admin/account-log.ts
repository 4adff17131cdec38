import { Page } from "#access/list.ts";
import { AccountEvent, retentionDays, sayEvent } from "#features/account-log/contract.ts";
import { asText, type Command } from "./command.ts";
import { table } from "./words.ts";

/** What happened to an account, for somebody who asks the operator why they cannot sign in. */
export const accountLogCommand: Command = {
  usage: `account-log EMAIL [--page N]  what happened to an account in the last ${retentionDays} days, newest first`,
  takes: [1, 1],
  async run(call, { named: [email = ""], options }) {
    const query = new URLSearchParams({ email, page: asText(options.page) ?? "1", per_page: "50" });
    const { data, total, page, per_page } = await call(`GET /account-events?${query}`, Page(AccountEvent));
    if (data.length === 0)
      return total === 0 ? "Nothing has happened to this account." : `There is no page ${page}: ${total} events, ${per_page} to a page.`;
    const rows = data.map((event) => [
      event.last_at.slice(0, 19).replace("T", " "),
      event.ip_address ?? "",
      sayEvent(event),
      event.user_agent ?? "",
    ]);
    const shown =
      data.length === total ? `${total} in all` : `page ${page} of ${Math.ceil(total / per_page)}; --page ${page + 1} continues`;
    return `${table([["TIME (UTC)", "FROM", "WHAT", "DEVICE"], ...rows])}\n${shown}`;
  },
};

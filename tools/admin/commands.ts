import { parseArgs } from "node:util";
import { Page } from "#access/list.ts";
import { MadeForCustomer, OperatorListItem, OperatorOrganization, FactorsReset, ResetLink } from "#features/operator/contract.ts";
import { OperatorLimits } from "#features/budgets/contract.ts";
import { PurgeCertificate } from "#features/organizations/contract.ts";
import { accountLogCommand } from "./account-log.ts";
import { asText, at, type Command, type Words } from "./command.ts";
import type { Client } from "./client.ts";
import { invoiceOptions, invoicesCommand } from "./invoices.ts";
import { planCommand, planOptions } from "./plan.ts";
import { ratesCommand } from "./rates.ts";
import { sellerCommand, sellerOptions } from "./seller.ts";
import { verifyAuditLogs } from "./verify-audit-logs.ts";
import { limitOptions, limitsUsage, readLimits } from "./limits.ts";
import { describeLimits, describeMade, describeOrganization, describePurge, listOrganizations, purgeWarning, statusLine } from "./words.ts";

const commands: Record<string, Command> = {
  list: {
    usage: "list [TEXT] [--page NUMBER]   organizations, newest first; TEXT: an id, a part of a name, a member's address",
    takes: [0, 1],
    async run(call, { named: [search = ""], options }) {
      const query = new URLSearchParams({ search, page: String(options.page ?? 1), per_page: "100" });
      return listOrganizations(await call(`GET /organizations?${query}`, Page(OperatorListItem)));
    },
  },
  show: {
    usage: "show ORG                      its status, how large it is and who owns it",
    takes: [1, 1],
    run: async (call, { named: [id] }) => describeOrganization(await call(`GET ${at(id)}`, OperatorOrganization)),
  },
  suspend: {
    usage: "suspend ORG --reason TEXT     read-only until it is reactivated; everybody in it reads the reason",
    takes: [1, 1],
    needs: [["reason", "Say why with --reason TEXT: everybody in the organization reads it."]],
    run: async (call, { named: [id], options: { reason } }) =>
      statusLine(await call(`POST ${at(id)}/suspend`, OperatorOrganization, { reason })),
  },
  reactivate: {
    usage: "reactivate ORG                ends a suspension",
    takes: [1, 1],
    run: async (call, { named: [id] }) => statusLine(await call(`POST ${at(id)}/reactivate`, OperatorOrganization, {})),
  },
  limits: {
    usage: "limits ORG [--answers N] …    the most that it can use and have, N or none for each; without options: the current limits",
    takes: [1, 1],
    async run(call, { named: [id], options }) {
      const changes = readLimits(options);
      if (Object.keys(changes).length === 0) return describeLimits(await call(`GET ${at(id)}/limits`, OperatorLimits));
      return describeLimits(await call(`PATCH ${at(id)}/limits`, OperatorLimits, changes));
    },
  },
  plan: planCommand,
  invoices: invoicesCommand,
  seller: sellerCommand,
  rates: ratesCommand,
  purge: {
    usage: "purge ORG --yes               deletes it for good, now; nothing brings it back",
    takes: [1, 1],
    async run(call, { named: [id], options }) {
      if (!options.yes) throw new Error(purgeWarning(await call(`GET ${at(id)}`, OperatorOrganization)));
      return describePurge(await call(`POST ${at(id)}/purge`, PurgeCertificate, {}));
    },
  },
  create: {
    usage: "create NAME --owner EMAIL     makes one for a customer and invites its Owner",
    takes: [1, 1],
    needs: [["owner", "Name its Owner with --owner EMAIL."]],
    run: async (call, { named: [name], options: { owner } }) =>
      describeMade(await call("POST /organizations", MadeForCustomer, { name, owner_email: owner }), String(owner)),
  },
  "audit-verify": {
    usage:
      "audit-verify [ORG]            computes the seals of its audit log again, or of every one, and prints the heads to keep\n                                  --head DIGEST: a head of ORG that was saved; --heads FILE: what was printed earlier",
    takes: [0, 1],
    run: (call, { named: [id], options }) => verifyAuditLogs(call, id, { head: asText(options.head), file: asText(options.heads) }),
  },
  "account-log": accountLogCommand,
  "reset-link": {
    usage: "reset-link EMAIL              a link with which somebody chooses a new password",
    takes: [1, 1],
    async run(call, { named: [email] }) {
      const { link } = await call("POST /reset-links", ResetLink, { email });
      return `${link}\nIt works once, within the hour. The audit log of each organization of this account says that it was made.`;
    },
  },
  "reset-factors": {
    usage: "reset-factors EMAIL           removes the second factors of an account whose owner has lost them, and signs it out",
    takes: [1, 1],
    async run(call, { named: [email] }) {
      const { removed } = await call("POST /factor-resets", FactorsReset, { email });
      return `${removed} removed. The owner is mailed, and the audit log of each of their organizations says so.`;
    },
  },
};

const usage = [
  "npm run admin -- COMMAND",
  ...Object.values(commands).map((command) => `  ${command.usage}`),
  "ORG is an organization's id.",
  limitsUsage,
].join("\n");

/**
 * @param connect finds the server; called once the words are known to be right
 * @returns what to print
 * @throws Error with the sentence to print where it is not done
 */
export async function runCommand(argv: string[], connect: () => Promise<Client>): Promise<string> {
  const { named, options } = readWords(argv);
  const [name = "", ...rest] = named;
  if (name === "help" || options.help) return usage;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(name ? `There is no command "${name}".\n\n${usage}` : usage);
  const [min, max] = command.takes;
  if (rest.length < min || rest.length > max) throw new Error(`npm run admin -- ${command.usage}`);
  for (const [option, sentence] of command.needs ?? []) if (!options[option]) throw new Error(sentence);
  return command.run(await connect(), { named: rest, options });
}

function readWords(argv: string[]): Words {
  try {
    const { positionals, values } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        page: { type: "string" },
        reason: { type: "string" },
        owner: { type: "string" },
        head: { type: "string" },
        heads: { type: "string" },
        ...limitOptions,
        ...planOptions,
        ...invoiceOptions,
        ...sellerOptions,
        clear: { type: "boolean" },
        yes: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    return { named: positionals, options: values };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

import { z } from "zod";
import { job } from "#access/job.ts";
import { ownersOf } from "#access/owners.ts";
import { BudgetKind, SetBy } from "../contract.ts";
import { budgetMail } from "./mails.ts";

/** Tells one Owner how far a cap is used. What it says travels along; an agent that is gone meanwhile needs no mail. */
export const tellBudget = job({
  name: "budget.tell",
  says: null,
  payload: z.object({
    membership_id: z.string(),
    kind: BudgetKind,
    agent_id: z.string().nullable(),
    set_by: SetBy,
    warn_only: z.boolean(),
    cap: z.number(),
    used: z.number(),
    percent: z.number(),
    period_to: z.string(),
  }),
  concurrency: 2,
  async run({ platform, product, organization, transaction }, { membership_id, agent_id, ...meter }) {
    const found = await transaction(async ({ db }) => {
      const owner = (await ownersOf(db, organization.id)).find((one) => one.membership_id === membership_id);
      const [agent] = agent_id ? await product.find("agent")(db, organization.id, [agent_id]) : [];
      return { owner, agent };
    }, "read");
    if (!found.owner || (agent_id && !found.agent)) return;
    const page = meter.set_by === "billing" ? "settings/billing" : "usage";
    const url = `${platform.env.appUrl}/organizations/${organization.id}/${page}`;
    const names = { organization: organization.name, agent: found.agent?.name ?? null };
    await platform.mail.send(budgetMail(found.owner.email, { ...meter, ...names, url }));
  },
});

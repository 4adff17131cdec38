import { z } from "zod";
import { job } from "#access/job.ts";
import { handedOverMail, receivedOwnershipMail } from "./mails.ts";

/** Tells one side of a hand-over by mail. What it says travels along: either may have left when it runs. */
export const tellOwnership = job({
  name: "ownership.tell",
  says: null,
  payload: z.object({ to: z.string(), other: z.string(), side: z.enum(["handed_over", "received"]) }),
  concurrency: 1,
  allowedWhile: ["suspended", "deleting"],
  async run({ platform, organization }, { to, other, side }) {
    const url = `${platform.env.appUrl}/organizations/${organization.id}/members`;
    const compose = side === "received" ? receivedOwnershipMail : handedOverMail;
    await platform.mail.send(compose({ to, other, organization: organization.name, url }));
  },
});

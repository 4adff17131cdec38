import { z } from "zod";
import { job } from "#access/job.ts";
import { findPolicy, membersWithout } from "./find-security.ts";
import { factorWantedMail } from "./mails.ts";

/** Tells one member that the organization will ask for a second factor, unless they have one by then. */
export const tellMember = job({
  name: "security.tell_member",
  says: null,
  payload: z.object({ membership_id: z.string() }),
  concurrency: 2,
  async run({ platform, organization, transaction }, { membership_id }) {
    if (platform.mail.mode === "none") return;
    const { policy, member } = await transaction(async ({ db }) => {
      const without = await membersWithout(db, organization.id);
      return { policy: await findPolicy(db, organization.id), member: without.find((one) => one.membership_id === membership_id) };
    }, "read");
    if (!member || !policy?.second_factor_from) return;
    const url = `${platform.env.appUrl}/profile`;
    const wanted = { organization: organization.name, from: policy.second_factor_from, keys: member.api_keys, url };
    await platform.mail.send(factorWantedMail(member.email, wanted));
  },
});

import { z } from "zod";
import { Email } from "#features/identity/contract.ts";
import { OrganizationName, Status, StatusFacts } from "#features/organizations/contract.ts";

/** One organization in the operator's list. Times are ISO 8601. */
export const OperatorListItem = z.object({
  id: z.string(),
  name: z.string(),
  status: Status,
  /** Made by the operator, and nobody owns it yet. */
  awaits_owner: z.boolean(),
  member_count: z.number(),
  project_count: z.number(),
  created_at: z.string(),
});
export type OperatorListItem = z.output<typeof OperatorListItem>;

/** What the operator sees of an organization: its status, how large it is and who owns it; nothing of its content. */
export const OperatorOrganization = z.object({
  ...OperatorListItem.shape,
  ...StatusFacts.shape,
  owners: z.array(z.object({ id: z.string(), email: z.string(), name: z.string() })),
});
export type OperatorOrganization = z.output<typeof OperatorOrganization>;

export const CreateForCustomer = z.object({ name: OrganizationName, owner_email: Email });

/** The new organization, and how its Owner was invited: where nothing is mailed, with the link to pass on, shown only once. */
export const MadeForCustomer = z.object({
  ...OperatorOrganization.shape,
  invitation: z.object({ outcome: z.enum(["sent", "not_mailed"]), link: z.string().nullable() }),
});
export type MadeForCustomer = z.output<typeof MadeForCustomer>;

export const SuspendOrganization = z.object({
  /** Shown to everybody in the organization. */
  reason: z
    .string("Say why: everybody in the organization can read it.")
    .trim()
    .min(1, "Say why: everybody in the organization can read it.")
    .max(500, "A reason has at most 500 characters.")
    .refine((text) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text), "A reason is one line without invisible characters."),
});

/** The account of a lost password or lost second factors. */
export const LostAccount = z.object({ email: Email });

/** A link with which one new password is chosen, once, within the hour. */
export const ResetLink = z.object({ link: z.string(), email: z.string() });
/** `removed`: how many second factors the account had. */
export const FactorsReset = z.object({ email: z.string(), removed: z.number() });

export type ResetLink = z.output<typeof ResetLink>;

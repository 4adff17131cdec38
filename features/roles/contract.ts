import { z } from "zod";
import { displayName } from "#features/identity/contract/names.ts";
import { Role } from "#features/members/contract.ts";

export const customRolesMax = 50;
const roleDescriptionMax = 300;

const RoleName = displayName("A role");

const Description = z
  .string()
  .trim()
  .max(roleDescriptionMax, `A description has at most ${roleDescriptionMax} characters.`)
  .transform((text) => text || null);

/** Names of permissions; whether they exist and the caller holds them is the server's to say. */
const Ticked = z.array(z.string().max(80)).max(200);

export const CreateRole = z.object({ name: RoleName, description: Description.nullish(), permissions: Ticked });
export type CreateRole = z.input<typeof CreateRole>;

export const UpdateRole = CreateRole.partial();
export type UpdateRole = z.input<typeof UpdateRole>;

/** Who holds the deleted role, or is invited with it, gets `move_to`; needed where there is anybody. */
export const DeleteRole = z.object({ move_to: Role.optional() });

/** A role that can be given in an organization: one of the four, or one that it made. */
export const OrganizationRole = z.object({
  /** `owner`, `admin`, `member`, `viewer`, or the id of a role that the organization made. */
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  built_in: z.boolean(),
  permissions: z.array(z.string()),
  member_count: z.number(),
  /** Invitations that were not accepted yet. */
  invitation_count: z.number(),
  /** Null for the four. */
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
  /** 0 for the four, which nobody changes. */
  version: z.number(),
});
export type OrganizationRole = z.output<typeof OrganizationRole>;

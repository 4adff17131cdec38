import { z } from "zod";
import { Confirming } from "#features/identity/contract.ts";
import { displayName } from "#features/identity/contract/names.ts";

/** One of the four, or the id of a role that the organization made; whether it has that one is the server's to say. */
export const Role = z.string().regex(/^(owner|admin|member|viewer|rol_[0-9a-z]{26})$/, "Choose a role of this organization.");
export type Role = z.output<typeof Role>;

/** Somebody in an organization. `role_name` is what the role is called there. */
export const Member = z.object({
  id: z.string(),
  role: z.string(),
  role_name: z.string(),
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  last_active_at: z.string(),
  /** For those who hold `member:read_sign_ins`; null where it is longer ago than the account log goes back. */
  last_sign_in_at: z.string().nullable().optional(),
  joined_at: z.string(),
});
export type Member = z.output<typeof Member>;

/** What members are sorted by; `-` turns it round. */
export const MemberSort = z.enum(["name", "-name", "role", "-role", "last_active_at", "-last_active_at", "joined_at", "-joined_at"]);
export type MemberSort = z.output<typeof MemberSort>;

export const UpdateMember = z.object({ role: Role });

export const TransferOwnership = z.object({ membership_id: z.string(), ...Confirming.shape });

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

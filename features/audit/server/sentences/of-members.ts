import { changed, named, roleIn, valueOf, type Predicate } from "./words.ts";

/** What is done with members, invitations and roles. */
export const ofMembers: Record<string, Predicate> = {
  "member.update": (entry) => `changed the role of${named(entry)}${fromTo(entry)}`,
  "member.remove": (entry) => `removed${named(entry)} from the organization`,
  "invitation.create": (entry) => `invited${named(entry)}${asRole(entry)}`,
  "invitation.update": (entry) => `changed the role in the invitation of${named(entry)}${fromTo(entry)}`,
  "invitation.resend": (entry) => `sent the invitation of${named(entry)} again`,
  "invitation.copy_link": (entry) => `copied a link of the invitation of${named(entry)}`,
  "invitation.revoke": (entry) => `revoked the invitation of${named(entry)}`,
  "invitation.accept": (entry) => `accepted an invitation and joined${asRole(entry)}`,
  "invitation.decline": (entry) => `noted that${named(entry)} declined an invitation`,
  "invitation.ask": (entry) => `noted that${named(entry)} asks for a new invitation`,
  "role.create": (entry) => `made the role${named(entry)}`,
  "role.update": (entry) => changed(entry, `the role${named(entry)}`),
  "role.delete": (entry) => {
    const next = valueOf({ ...entry, before: null }, "moved_to");
    return `deleted the role${named(entry)}${next ? ` and moved those who held it to “${next}”` : ""}`;
  },
};

function fromTo({ before, after }: Parameters<Predicate>[0]): string {
  const [from, to] = [roleIn(before), roleIn(after)];
  return from && to ? ` from ${from} to ${to}` : "";
}

function asRole({ after }: Parameters<Predicate>[0]): string {
  const role = roleIn(after);
  return role ? ` as ${role}` : "";
}

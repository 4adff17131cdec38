import { changed, named, reasonOf, valueOf, type Predicate } from "./words.ts";

/** What the operator of the installation does. */
export const ofOperator: Record<string, Predicate> = {
  "operator.create_organization": (entry) => {
    const owner = valueOf(entry, "owner_email");
    return `created the organization${named(entry)}${owner ? ` for ${owner}` : ""}`;
  },
  "operator.suspend_organization": (entry) => `suspended the organization${reasonOf(entry)}`,
  "operator.reactivate_organization": () => "reactivated the organization",
  "operator.purge_organization": () => "deleted the organization for good",
  "operator.update_limits": (entry) => changed(entry, "the limits of the organization"),
  "operator.make_reset_link": (entry) => `made a link with which${named(entry)} chooses a new password`,
};

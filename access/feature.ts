import type { RecordName } from "#platform/ids.ts";
import type { Message } from "#platform/mail/mail.ts";
import type { AnyJobDefinition } from "./job.ts";
import type { Permission } from "./permissions.ts";
import type {
  AsksVisitors,
  FindRecords,
  FindUses,
  HeldByMember,
  HoldsBack,
  InProject,
  Noun,
  RepliesByMail,
  RoleHolders,
  FoundByVisitor,
  VisitorName,
  WhenDeleted,
} from "./product.ts";
import type { Route } from "./router.ts";
import type { Sample } from "./sample.ts";
import type { Act } from "./says.ts";
import type { Tables } from "./tables.ts";

/** One noun of the product, or a few that belong together, with all that is said of it. Its `feature.ts` exports it. */
export type Feature = {
  /** That of its folder. */
  name: string;
  routes: readonly Route[];
  jobs?: readonly AnyJobDefinition[];
  /** What leaves audit entries beside its operations and jobs. */
  acts?: readonly Act[];
  /** What its acts are about: the filter of the audit log. */
  nouns?: readonly Noun[];
  /** Types of its records whose changes can be followed, each with the permission to read it. */
  follows?: Readonly<Record<string, Permission>>;
  /** The tables that are its own. */
  tables?: Tables;
  /** An example of each mail that it sends, by the function that writes it, with every variant of its words. */
  mails?: Readonly<Record<string, () => Message[]>>;
  /** Makes one of its records. */
  sample?: Sample;
  /** What it does when a record of a feature above it goes. */
  whenDeleted?: Readonly<Partial<Record<RecordName, WhenDeleted>>>;
  /** Which of its own use records of features above it. */
  uses?: Readonly<Partial<Record<RecordName, FindUses>>>;
  /** Finds records of its own for features above it. */
  finds?: Readonly<Partial<Record<RecordName, FindRecords>>>;
  /** What of its own ends with a membership. */
  heldByMembers?: HeldByMember;
  /** What of its own has a role. */
  roleHolders?: RoleHolders;
  /** Whether an agent asks its visitors who they are. */
  asksVisitors?: AsksVisitors;
  /** Whether it mails visitors what people write to them. */
  repliesByMail?: RepliesByMail;
  /** What the visitor of a conversation said that they are called. */
  visitorName?: VisitorName;
  /** By what visitors said of themselves their conversations are found. */
  foundByVisitor?: FoundByVisitor;
  /** Why an agent's draft that has to pass checks first cannot be published yet. */
  holdsBack?: HoldsBack;
  /** What of its own is in a project. */
  inProject?: InProject;
};

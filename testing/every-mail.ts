import { closingCodeMail } from "#features/accounts/server/mails.ts";
import { budgetKinds } from "#features/budgets/contract.ts";
import { budgetMail } from "#features/budgets/server/mails.ts";
import { readyMail } from "#features/exports/server/mails.ts";
import {
  addressChangedMail,
  addressCodeMail,
  addressTakenMail,
  changeAddressMail,
  closedMail,
  passwordChangedMail,
  resetMail,
  verificationMail,
} from "#features/identity/server/mails.ts";
import { askedMail, invitationMail } from "#features/invitations/server/mails.ts";
import { handedOverMail, ownershipCodeMail, receivedOwnershipMail } from "#features/members/server/mails.ts";
import { deletionMail } from "#features/organizations/server/mails.ts";
import type { Message } from "#platform/mail/mail.ts";

const to = "ann@example.com";
const url = "https://botcadence.example/there";
const organization = "Acme";
const ownership = { to, other: "Ben Baker", organization, url };

/** Each mail that an installation sends, by the name of the function that writes it, with every variant of its words. */
export const everyMail: { [name: string]: () => Message[] } = {
  verificationMail: () => [verificationMail(to, url)],
  resetMail: () => [resetMail(to, url)],
  passwordChangedMail: () => ["198.51.100.7", null].map((ip) => passwordChangedMail(to, { ip, url })),
  addressCodeMail: () => [addressCodeMail(to, "123456")],
  changeAddressMail: () => [changeAddressMail(to, url)],
  addressChangedMail: () => [addressChangedMail(to, "bea@example.com", url)],
  addressTakenMail: () => [addressTakenMail(to, url)],
  invitationMail: () =>
    ["Ben Baker", null].flatMap((inviter) =>
      ["2026-03-01T00:00:00Z", null].flatMap((until) =>
        (["admin", null] as const).map((role) => invitationMail({ to, inviter, organization, role, until, url })),
      ),
    ),
  askedMail: () => [askedMail({ to, email: "bea@example.com", organization, url })],
  ownershipCodeMail: () => [ownershipCodeMail({ to, organization, newOwner: "Ben Baker", code: "123456" })],
  handedOverMail: () => [handedOverMail(ownership)],
  receivedOwnershipMail: () => [receivedOwnershipMail(ownership)],
  deletionMail: () => [deletionMail(to, { name: organization, by: "Ben Baker", purgeAt: "2026-03-01T00:00:00Z", url })],
  closingCodeMail: () => [closingCodeMail(to, "123456")],
  closedMail: () => [closedMail(to, { purgeAt: "2026-03-01T00:00:00Z", url })],
  readyMail: () => [readyMail(to, organization, "2026-03-01T00:00:00Z", url)],
  budgetMail: () =>
    budgetKinds.flatMap((kind) =>
      (["owner", "operator"] as const).flatMap((set_by) =>
        [80, 100].flatMap((percent) =>
          [true, false].flatMap((warn_only) =>
            [null, "Shop"].map((agent) =>
              budgetMail(to, { organization, agent, kind, set_by, warn_only, cap: 10, used: 8, percent, period_to: "2026-03-01", url }),
            ),
          ),
        ),
      ),
    ),
};

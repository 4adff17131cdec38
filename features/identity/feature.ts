import type { Feature } from "#access/feature.ts";
import { FactorChange } from "./contract/factors.ts";
import {
  addressChangedMail,
  addressCodeMail,
  addressTakenMail,
  changeAddressMail,
  closedMail,
  factorCodeMail,
  factorsChangedMail,
  passwordChangedMail,
  resetMail,
  verificationMail,
} from "./server/mails.ts";
import { routes } from "./server/routes.ts";
import { sendAccountMail } from "./server/send-account-mail.ts";
import { sweepIdentity } from "./server/sweep-identity.ts";

const to = "ann@example.com";
const url = "https://botcadence.example/there";

/** Accounts, sessions, and how one signs in. */
export const identity: Feature = {
  name: "identity",
  routes,
  jobs: [sendAccountMail, sweepIdentity],
  tables: {
    users: { ofInstallation: "People have accounts beside their organizations." },
    sessions: { ofInstallation: "A session is an account's." },
    accounts: { ofInstallation: "By which ways an account signs in." },
    verifications: { ofInstallation: "What a sign-in with Google waits for." },
    confirmation_codes: { ofInstallation: "Codes that were mailed to accounts to confirm an act." },
    known_devices: { ofInstallation: "Browsers that an account has signed in with." },
    factors: { ofInstallation: "Second factors are an account's." },
    recovery_codes: { ofInstallation: "An account signs in with them where its second factors are lost." },
    waiting_steps: { ofInstallation: "Sign-ins that wait for a second factor, and factors that are being added." },
    account_mails: { ofInstallation: "Mails that were sent to accounts." },
  },
  mails: {
    verificationMail: () => [verificationMail(to, url)],
    resetMail: () => [resetMail(to, url)],
    passwordChangedMail: () => ["198.51.100.7", null].map((ip) => passwordChangedMail(to, { ip, url })),
    addressCodeMail: () => [addressCodeMail(to, "123456")],
    changeAddressMail: () => [changeAddressMail(to, url)],
    addressChangedMail: () => [addressChangedMail(to, "bea@example.com", url)],
    addressTakenMail: () => [addressTakenMail(to, url)],
    factorCodeMail: () => [factorCodeMail(to, "123456")],
    factorsChangedMail: () =>
      FactorChange.options.flatMap((change) =>
        ["198.51.100.7", null].map((ip) => factorsChangedMail(to, { change, name: "Phone", ip, url })),
      ),
    closedMail: () => [closedMail(to, { purgeAt: "2026-03-01T00:00:00Z", url })],
  },
};

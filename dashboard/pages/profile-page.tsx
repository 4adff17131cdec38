import { useMe } from "#browser/api/session.ts";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { AccountLogSection } from "#features/account-log/dashboard/account-log-section.tsx";
import { CloseAccountSection } from "#features/accounts/dashboard/close-account-section.tsx";
import { EmailForm } from "#features/identity/dashboard/email-form.tsx";
import { FactorSection } from "#features/identity/dashboard/factors/factor-section.tsx";
import { LanguageForm } from "#features/identity/dashboard/language-form.tsx";
import { PasswordSection } from "#features/identity/dashboard/password-section.tsx";
import { PersonNameForm } from "#features/identity/dashboard/person-name-form.tsx";
import { SessionList } from "#features/identity/dashboard/session-list.tsx";
import { SignInMethods } from "#features/identity/dashboard/sign-in-methods.tsx";
import { t } from "./messages.ts";

/** What belongs to the person, in any organization. */
export function ProfilePage() {
  const { user } = useMe();
  return (
    <Page title={t("profilePage.profile")} sentence={t("profilePage.sentence")}>
      <SettingsSection title={t("profilePage.name")} sentence={t("profilePage.nameSentence")}>
        <PersonNameForm name={user.name} />
      </SettingsSection>
      <SettingsSection title={t("profilePage.email")} sentence={t("profilePage.emailSentence")}>
        <EmailForm key={user.email} user={user} />
      </SettingsSection>
      <SettingsSection title={t("profilePage.language")} sentence={t("profilePage.languageSentence")}>
        <LanguageForm />
      </SettingsSection>
      <SettingsSection title={t("profilePage.password")} sentence={t("profilePage.passwordSentence")}>
        <PasswordSection />
      </SettingsSection>
      <SettingsSection title={t("profilePage.signInMethods")} sentence={t("profilePage.methodsSentence")}>
        <SignInMethods />
      </SettingsSection>
      <SettingsSection title={t("profilePage.factors")} sentence={t("profilePage.factorsSentence")}>
        <FactorSection />
      </SettingsSection>
      <SettingsSection title={t("profilePage.sessions")} sentence={t("profilePage.sessionsSentence")}>
        <SessionList />
      </SettingsSection>
      <SettingsSection title={t("profilePage.accountLog")} sentence={t("profilePage.logSentence")}>
        <AccountLogSection />
      </SettingsSection>
      <CloseAccountSection />
    </Page>
  );
}

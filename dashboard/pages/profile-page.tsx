import { useMe } from "#browser/api/session.ts";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { AccountLogSection } from "#features/account-log/dashboard/account-log-section.tsx";
import { CloseAccountSection } from "#features/accounts/dashboard/close-account-section.tsx";
import { EmailForm } from "#features/identity/dashboard/email-form.tsx";
import { PasswordSection } from "#features/identity/dashboard/password-section.tsx";
import { PersonNameForm } from "#features/identity/dashboard/person-name-form.tsx";
import { SessionList } from "#features/identity/dashboard/session-list.tsx";
import { SignInMethods } from "#features/identity/dashboard/sign-in-methods.tsx";

/** What belongs to the person, in any organization. */
export function ProfilePage() {
  const { user } = useMe();
  return (
    <Page title="Profile" sentence="Your own account. It is the same in every organization.">
      <SettingsSection title="Name" sentence="What others in your organizations see.">
        <PersonNameForm name={user.name} />
      </SettingsSection>
      <SettingsSection title="Email" sentence="You sign in with it, and it receives your mail.">
        <EmailForm key={user.email} user={user} />
      </SettingsSection>
      <SettingsSection title="Password" sentence="Choose one that you use nowhere else.">
        <PasswordSection />
      </SettingsSection>
      <SettingsSection title="Sign-in methods" sentence="The ways to sign in to your account. You always keep at least one.">
        <SignInMethods />
      </SettingsSection>
      <SettingsSection
        title="Sessions"
        sentence="Where you are signed in. Sign out any session that you do not recognize, and change your password."
      >
        <SessionList />
      </SettingsSection>
      <SettingsSection
        title="Account log"
        sentence="What happened to your account in the last 180 days. If any of it was not you, choose a new password."
      >
        <AccountLogSection />
      </SettingsSection>
      <CloseAccountSection />
    </Page>
  );
}

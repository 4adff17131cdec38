import { Link } from "@tanstack/react-router";
import { BookOpenText, CircleQuestionMark, LayoutGrid, LogOut, User } from "lucide-react";
import { useMe } from "#browser/api/session.ts";
import { signOut } from "#browser/api/sign-out.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { Menu, MenuChoice, MenuGroup, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import { useTheme } from "#browser/ui/theme.ts";
import { t } from "../messages.ts";
import { themes } from "./themes.ts";
import { useHelp } from "./use-help.ts";

/** What concerns the person, not the organization. `compact` shows the initials alone. */
export function UserMenu({ compact = false }: { compact?: boolean }) {
  const { user } = useMe();
  const [theme, setTheme] = useTheme();
  const help = useHelp();
  const trigger = (
    <button
      type="button"
      className="flex h-9 min-w-0 items-center gap-2.5 rounded-sm px-2 text-left font-medium transition-colors duration-150 hover:bg-hover pointer-coarse:h-11 pointer-coarse:min-w-11"
    >
      <Initials name={user.name || user.email} look="person" />
      <span className={compact ? "sr-only" : "relative truncate"}>
        {t.rich("userMenu.yours", { email: user.email, unseen: (text) => <span className="sr-only">{text}</span> })}
      </span>
    </button>
  );
  return (
    <Menu trigger={trigger} side={compact ? "bottom" : "top"} align={compact ? "end" : "start"}>
      <MenuGroup label={user.email}>
        <MenuItem icon={User} render={<Link to="/profile" />}>
          {t("userMenu.profile")}
        </MenuItem>
        <MenuItem icon={LayoutGrid} render={<Link to="/organizations" />}>
          {t("userMenu.organizations")}
        </MenuItem>
      </MenuGroup>
      <MenuSeparator />
      <MenuChoice label={t("userMenu.theme")} value={theme} onChange={setTheme} options={themes} />
      <MenuSeparator />
      <MenuItem icon={BookOpenText} render={<a href="/docs" aria-label={t("userMenu.docs")} />}>
        {t("userMenu.docs")}
      </MenuItem>
      <MenuItem icon={CircleQuestionMark} render={<a href={help} aria-label={t("userMenu.help")} />}>
        {t("userMenu.help")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        {t("userMenu.signOut")}
      </MenuItem>
    </Menu>
  );
}

import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import type { Theme } from "#browser/ui/theme.ts";
import { t } from "../messages.ts";

/** The themes to choose from, in the user's menu and in the palette. */
export const themes: readonly { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: "light", label: t("themes.light"), icon: Sun },
  { value: "dark", label: t("themes.dark"), icon: Moon },
  { value: "system", label: t("themes.system"), icon: Monitor },
];

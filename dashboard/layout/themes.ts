import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import type { Theme } from "#browser/ui/theme.ts";

/** The themes to choose from, in the user's menu and in the palette. */
export const themes: readonly { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
];

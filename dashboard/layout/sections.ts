import type { LucideIcon } from "lucide-react";
import type { Permission } from "#access/permissions.ts";
import type { Installation } from "#features/identity/contract.ts";

/** Where a page's entry stands: among the organization's pages, below "Settings", or inside a project. */
export type Section = "organization" | "settings" | "project";

/** What a route says about its page; the sidebar and the palette are made of it. */
export type PageEntry = {
  label: string;
  icon: LucideIcon;
  section: Section;
  /** Hidden from roles without it. */
  permission?: Permission;
  /** Only where this installation sells something. */
  sold?: true;
};

/** @param billing how this installation takes payments; undefined while that is not known */
export const hasPage = ({ sold }: PageEntry, billing: Installation["billing"] = "off"): boolean => !sold || billing !== "off";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    entry?: PageEntry;
  }
}

import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
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
  /** The page of the docs about it. */
  help: string;
  /** At the end of the entry: how many things on it wait for somebody. */
  Badge?: ComponentType;
};

/** What can be done on a page, begun from anywhere by its address. */
export type PageAct = {
  label: string;
  /** Other words by which it is found. */
  also?: string;
  permission: Permission;
  search: Readonly<Record<string, string | boolean>>;
};

/** What a page of a project holds that is found by words, asked of the server. */
export type PageFinder = {
  /** What is found: "Sources". */
  heading: string;
  find: (place: FindPlace) => Promise<Found[]>;
};

export type FindPlace = { organizationId: string; projectId: string; words: string; signal: AbortSignal };

/** One thing that was found, and what opens it in the page's address. */
export type Found = { id: string; label: string; search: Readonly<Record<string, string>> };

/** @param billing how this installation takes payments; undefined while that is not known */
export const hasPage = ({ sold }: PageEntry, billing: Installation["billing"] = "off"): boolean => !sold || billing !== "off";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    entry?: PageEntry;
    acts?: readonly PageAct[];
    finder?: PageFinder;
  }
}

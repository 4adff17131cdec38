import type { LucideIcon } from "lucide-react";

/** Something to go to or to do. */
export type PaletteItem = {
  key: string;
  label: string;
  /** Other words by which it is found. */
  also?: string;
  /** An organization has initials instead. */
  icon?: LucideIcon;
  isHere?: boolean;
  go: () => void;
};

export type PaletteGroup = { heading: string; items: readonly PaletteItem[] };

/** What fits the words, and how far the server is with its part. */
export type PaletteSearch = { groups: PaletteGroup[]; isSearching: boolean; hasFailed: boolean };

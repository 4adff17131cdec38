import { Link } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One entry of the sidebar. `exact` for a page whose address others begin with. */
export function NavLink({
  to,
  icon: Icon,
  exact = false,
  badge,
  children,
}: {
  to: string;
  icon: LucideIcon;
  exact?: boolean;
  badge?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      activeOptions={{ exact, includeSearch: false }}
      className="group flex h-8 items-center gap-2.5 rounded-sm border border-transparent px-[7px] font-medium text-soft transition-colors duration-150 hover:text-text data-[status=active]:border-line data-[status=active]:bg-surface data-[status=active]:text-text data-[status=active]:shadow-sm dark:data-[status=active]:border-transparent pointer-coarse:h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0 group-data-[status=active]:text-accent" />
      {children}
      {badge && <span className="relative ml-auto text-sm empty:hidden">{badge}</span>}
    </Link>
  );
}

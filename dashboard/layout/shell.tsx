import { Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "#browser/ui/button.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import { useCurrentOrganizationId } from "#browser/api/use-current-organization.ts";
import { t } from "../messages.ts";
import { OrganizationBanner } from "./organization-banner.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { UserMenu } from "./user-menu.tsx";

const Palette = lazy(() => import("./palette/palette.tsx").then((module) => ({ default: module.Palette })));

/** The frame of everything that one sees signed in; `children` where no route has the address. */
export function Shell({ children = <Outlet /> }: { children?: ReactNode }) {
  const isPhone = useMediaQuery(phone);
  const organizationId = useCurrentOrganizationId();
  const [paletteOpen, setPaletteOpen] = useState(false);
  useShortcuts({ onPalette: () => setPaletteOpen(true) });
  const main = useFocusAfterNavigation();

  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded-sm bg-ink px-3 py-2 text-on-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("shell.skipToThe")}
      </a>
      {isPhone ? (
        <PhoneBar organizationId={organizationId} />
      ) : (
        <aside aria-label={t("shell.sidebar")} className="sticky top-0 h-dvh w-60 shrink-0 border-r bg-sunken">
          <Sidebar organizationId={organizationId} onPalette={() => setPaletteOpen(true)} />
        </aside>
      )}
      <main ref={main} id="main" tabIndex={-1} className="group/main min-w-0 flex-1 outline-none">
        {/* A page that fills the window has panes that scroll by themselves, and no room around them. */}
        <div className="mx-auto flex max-w-[1184px] flex-col px-4 py-6 group-data-fills/main:h-[calc(100dvh-48px)] group-data-fills/main:max-w-none group-data-fills/main:p-0 md:px-8 md:py-7 md:group-data-fills/main:h-dvh">
          {organizationId && <OrganizationBanner organizationId={organizationId} />}
          {children}
        </div>
      </main>
      {paletteOpen && (
        <Suspense>
          <Palette organizationId={organizationId} onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function PhoneBar({ organizationId }: { organizationId: string | null }) {
  const { pathname } = useLocation();
  /** The page over which the menu was opened; on the next one it is closed. */
  const [openOver, setOpenOver] = useState<string | null>(null);
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b bg-surface px-2">
      <Button look="ghost" square icon={MenuIcon} aria-label={t("shell.openTheMenu")} onClick={() => setOpenOver(pathname)} />
      <div className="min-w-0 flex-1">{organizationId && <OrganizationSwitcher organizationId={organizationId} compact />}</div>
      <UserMenu compact />
      <Sheet side="left" title={t("shell.menu")} open={openOver === pathname} onClose={() => setOpenOver(null)}>
        <Sidebar organizationId={organizationId} />
      </Sheet>
    </header>
  );
}

/** A new page is read from its top: where the focus went with the old page, the new one's content takes it. */
function useFocusAfterNavigation() {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (fromLocation && pathChanged && isLost) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  return main;
}

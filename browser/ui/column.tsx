import type { ReactNode } from "react";
import { t } from "../messages.ts";
import { Logo } from "./logo.tsx";

/** The frame of pages for somebody who is not signed in: one column of 360 px. */
export function Column({
  title,
  sentence,
  children,
  foot,
}: {
  title: string;
  sentence?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <main tabIndex={-1} className="mx-auto flex min-h-dvh w-full max-w-[392px] flex-col justify-center px-4 py-12 outline-none">
      <title>{t("column.title", { title })}</title>
      <header className="mb-5 flex flex-col items-center text-center">
        <Logo />
        <h1 className="mt-2.5 text-xl text-balance font-semibold tracking-[-0.01em]">{title}</h1>
        {sentence && <p className="mt-1.5 text-balance text-soft">{sentence}</p>}
      </header>
      {children}
      {foot && <footer className="mt-5 text-center text-sm text-soft">{foot}</footer>}
    </main>
  );
}

import type { ReactNode } from "react";

/** A part of a settings page: what it is at the left, its card at the right; below each other on a phone. */
export function SettingsSection({ title, sentence, children }: { title: string; sentence: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t py-7 first-of-type:border-t-0 first-of-type:pt-0 lg:grid-cols-[280px_1fr] lg:gap-8">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        <p className="mt-1 text-sm text-soft">{sentence}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Column } from "#browser/ui/column.tsx";
import { buttonClasses } from "#browser/ui/button.tsx";
import { t } from "./messages.ts";

/** A page that says what is in the way, with the next step below. */
export function DeadEnd({ foot, children, ...head }: { title: string; sentence: ReactNode; foot?: ReactNode; children?: ReactNode }) {
  return (
    <Column {...head} foot={foot}>
      <div className="flex flex-col gap-2">{children}</div>
    </Column>
  );
}

/** Back to where one is at home here. `look` is quiet where another step comes first. */
export function Onward({ isSignedIn, look = "primary" }: { isSignedIn: boolean; look?: "primary" | "secondary" }) {
  const classes = buttonClasses({ look, size: "large" });
  return isSignedIn ? (
    <Link to="/organizations" className={classes}>
      {t("deadEnd.goToYour")}
    </Link>
  ) : (
    <Link to="/sign-in" className={classes}>
      {t("deadEnd.signIn")}
    </Link>
  );
}

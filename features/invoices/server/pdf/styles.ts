import type { Style } from "./typesetter.ts";

/** The dashboard's greys, as paper shows them. */
export const colors = { text: "#1b2229", soft: "#575f68", line: "#e2e5e8", lineStrong: "#c8cdd2" };

export const title: Style = { size: 20, weight: "semibold", color: colors.text };
export const body: Style = { size: 9.5, color: colors.text };
export const strong: Style = { ...body, weight: "semibold" };
export const figure: Style = { ...body, figuresAlign: true };
export const strongFigure: Style = { ...strong, figuresAlign: true };
export const soft: Style = { ...body, color: colors.soft };
export const small: Style = { size: 8.5, color: colors.soft };
export const total: Style = { size: 11, weight: "semibold", color: colors.text, figuresAlign: true };

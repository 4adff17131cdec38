import { z } from "zod";
import { isColor, isReadable, nearestReadable, type ColorTheme } from "./contrast.ts";

export const WidgetTheme = z.enum(["light", "dark", "page"]);
export type WidgetTheme = z.output<typeof WidgetTheme>;
export const WidgetPosition = z.enum(["right", "left"]);
export type WidgetPosition = z.output<typeof WidgetPosition>;

export const offsetMaxPx = 200;
const offsetWrong = `Enter a number from 0 to ${offsetMaxPx}, or leave it empty.`;
const Offset = z
  .number(offsetWrong)
  .int(`Enter a whole number from 0 to ${offsetMaxPx}.`)
  .min(0, offsetWrong)
  .max(offsetMaxPx, offsetWrong);

const Color = (theme: ColorTheme) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .refine(isColor, { error: "Enter a colour such as #0b7285.", abort: true })
    .refine((color) => isReadable(color, theme), {
      error: ({ input }) =>
        `This cannot be read well on the ${theme} widget. ${nearestReadable(String(input), theme)} is the nearest colour that can.`,
    });

/** How a version of an agent looks on a website. */
export const appearanceFields = {
  color: Color("light")
    .nullable()
    .describe("Of the button, links and marks, as `#rrggbb`, readable on the light widget; null: Botcadence's."),
  color_dark: Color("dark").nullable().describe("The same on the dark widget; null: the nearest to `color` that can be read there."),
  theme: WidgetTheme.describe("Whether the widget is light, dark, or as the page says by its `color-scheme`."),
  position: WidgetPosition.describe("The corner of the button, at the bottom of the page."),
  offset_side: Offset.nullable().describe("Pixels between the button and the side of the page; null: 24, and 16 on a phone."),
  offset_bottom: Offset.nullable().describe("The same for the bottom of the page."),
  launcher_text: z
    .string()
    .trim()
    .max(30, "The text of the button has at most 30 characters.")
    .describe("Written on the button beside its sign; empty: the sign alone."),
};

const Appearance = z.object(appearanceFields);
export type Appearance = z.output<typeof Appearance>;

export const initialAppearance: Appearance = {
  color: null,
  color_dark: null,
  theme: "light",
  position: "right",
  offset_side: null,
  offset_bottom: null,
  launcher_text: "",
};

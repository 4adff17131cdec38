/** On what the widget draws links and its other marks in an agent's colour: the hardest background of each theme. */
const backgrounds = { light: "#f1f4f6", dark: "#262b31" };
export type ColorTheme = keyof typeof backgrounds;

/** What WCAG 2.2 AA asks of text. */
const contrastMin = 4.5;

export const isColor = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text);

/** Whether a colour can be read in a theme of the widget. */
export const isReadable = (color: string, theme: ColorTheme): boolean => contrastOf(color, backgrounds[theme]) >= contrastMin;

/** The colour itself where it can be read, else the nearest darker one, or lighter one, that can. */
export function nearestReadable(color: string, theme: ColorTheme): string {
  const goal = theme === "light" ? 0 : 255;
  const channels = channelsOf(color);
  for (let share = 0; share < 1; share += 0.01) {
    const mixed = hexOf(channels.map((channel) => channel + (goal - channel) * share));
    if (isReadable(mixed, theme)) return mixed;
  }
  return hexOf([goal, goal, goal]);
}

/** Black or white, whichever is read more easily on the colour. One of them always has the contrast that WCAG asks for. */
export const textOn = (color: string): string => (contrastOf(color, "#ffffff") >= contrastOf(color, "#000000") ? "#ffffff" : "#000000");

/** From 1 to 21, as WCAG 2.2 defines it. */
function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channelsOf = (color: string): number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
const hexOf = (channels: number[]): string => `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

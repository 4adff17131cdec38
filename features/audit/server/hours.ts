const hourMs = 60 * 60 * 1000;

/** When the hour of a time begins; both as ISO 8601. */
export const hourOf = (time: string) => new Date(Math.floor(Date.parse(time) / hourMs) * hourMs).toISOString();

/** When an hour that begins then ends. */
export const endOf = (hour: string) => new Date(Date.parse(hour) + hourMs).toISOString();

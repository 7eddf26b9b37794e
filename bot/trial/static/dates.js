/** Instants in the zone of the office, in Indonesian words. */

const ZONES = {
  "Asia/Jakarta": ["WIB", "+07:00"],
  "Asia/Makassar": ["WITA", "+08:00"],
  "Asia/Jayapura": ["WIT", "+09:00"],
};
let zone = "Asia/Jakarta";

export function useZone(name) {
  if (name in ZONES) zone = name;
}

const format = (instant, options) =>
  new Intl.DateTimeFormat("id-ID", { timeZone: zone, ...options }).format(new Date(instant));

/** "08.12" */
export const clockTime = (instant) =>
  format(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).replace(":", ".");

export const zoneName = () => ZONES[zone][0];

/** "Selasa, 6 Oktober 2026" */
export const longDate = (instant) =>
  format(instant, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** "Sel, 6 Okt" */
export const shortDate = (instant) => format(instant, { weekday: "short", day: "numeric", month: "short" });

/** "Sel, 6 Okt 08.00" */
export const shortMoment = (instant) => `${shortDate(instant)} ${clockTime(instant)}`;

/** "6 Oktober 2026" */
export const plainDate = (instant) => format(instant, { day: "numeric", month: "long", year: "numeric" });

/** The ISO date of the office, "2026-10-06". */
export const dayOf = (instant) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
    .format(new Date(instant));

/** 08.00 of the next day, as an ISO instant with the office's offset. */
export function tomorrowAtEight(instant) {
  const next = dayOf(new Date(instant).getTime() + 24 * 60 * 60 * 1000);
  return `${next}T08:00:00${ZONES[zone][1]}`;
}

/** "12,4 kB" */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const [amount, unit] = bytes < 1e3 ? [bytes, "B"] : bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}

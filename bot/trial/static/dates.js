/** Instants in the zone of an office, in Indonesian words. */

const ZONES = {
  "Asia/Jakarta": ["WIB", "+07:00"],
  "Asia/Makassar": ["WITA", "+08:00"],
  "Asia/Jayapura": ["WIT", "+09:00"],
};
const ELSEWHERE = "Asia/Jakarta"; // where an office names no zone

const known = (zone) => (zone in ZONES ? zone : ELSEWHERE);

const format = (instant, zone, options) =>
  new Intl.DateTimeFormat("id-ID", { timeZone: known(zone), ...options }).format(new Date(instant));

/** "08.12" */
export const clockTime = (instant, zone) =>
  format(instant, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).replace(":", ".");

/** "WITA" */
export const zoneName = (zone) => ZONES[known(zone)][0];

/** "Selasa, 6 Oktober 2026" */
export const longDate = (instant, zone) =>
  format(instant, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** "Sel, 6 Okt" */
export const shortDate = (instant, zone) => format(instant, zone, { weekday: "short", day: "numeric", month: "short" });

/** "Sel, 6 Okt 08.00 WITA" */
export const shortMoment = (instant, zone) => `${shortDate(instant, zone)} ${clockTime(instant, zone)} ${zoneName(zone)}`;

/** "6 Oktober 2026" */
export const plainDate = (instant, zone) => format(instant, zone, { day: "numeric", month: "long", year: "numeric" });

/** The ISO date of the office, "2026-10-06". */
export const dayOf = (instant, zone) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: known(zone), year: "numeric", month: "2-digit", day: "2-digit" })
    .format(new Date(instant));

/** 08.00 of the next day, as an ISO instant with the office's offset. */
export function tomorrowAtEight(instant, zone) {
  const next = dayOf(new Date(instant).getTime() + 24 * 60 * 60 * 1000, zone);
  return `${next}T08:00:00${ZONES[known(zone)][1]}`;
}

/** "12,4 kB" */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const [amount, unit] = bytes < 1e3 ? [bytes, "B"] : bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}

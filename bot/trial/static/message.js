/** One message of a chat, drawn as Telegram draws it. */

import { clockTime, dayOf, fileSize, longDate } from "./dates.js";
import { el, icon, openDialog, spoken } from "./dom.js";

/** What a person reads of a message, but for its buttons. */
export const shownText = (message) => `${message.plain ?? ""}\n${message.document?.name ?? ""}`;

/** The first line, for a quote or the pinned bar. */
export const firstLine = (message) => {
  const line = (message.plain ?? "").split("\n").find((text) => text.trim());
  return line ?? message.document?.name ?? (message.photo ? "Gambar" : "Pesan");
};

export function drawDay(message, zone) {
  return el("div", { class: "day", data: { day: dayOf(message.date, zone) } }, el("span", {}, longDate(message.date, zone)));
}

/** Draws the bubble; `chat` has tap(message, label, button), jumpTo(id), find(id), name, zone and redrawn(). */
export function drawMessage(message, chat) {
  const mine = message.from === "me";
  const bubble = el("div", { class: "bubble" },
    spoken(mine ? `${chat.name}: ` : "Bot: "),
    drawQuote(message, chat),
    message.photo && drawPhoto(message, chat),
    message.document && drawDocument(message.document),
    message.text && drawText(message.text),
    drawMeta(message, chat.zone),
    message.reaction && el("span", { class: "reaction" }, spoken("Reaksi: "), message.reaction),
  );
  const buttons = message.buttons?.length ? drawButtons(message, chat) : null;
  return el("article", { class: mine ? "message message--mine" : "message", data: { message: message.message_id } }, bubble, buttons);
}

/** The only markup that is not built here: the server reduced it to the Telegram subset. */
function drawText(text) {
  const body = el("div", { class: "text" });
  body.innerHTML = text.replace(/(<\/(?:blockquote|pre)>)\n/g, "$1"); // a block ends its line
  for (const link of body.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  for (const spoiler of body.querySelectorAll("tg-spoiler, .tg-spoiler")) spoiler.tabIndex = 0;
  return body;
}

function drawQuote(message, chat) {
  const original = message.reply_to && chat.find(message.reply_to);
  if (!original) return null;
  return el("button", { class: "cite", type: "button", onclick: () => chat.jumpTo(original.message_id) },
    spoken("Balasan untuk: "), firstLine(original));
}

function drawPhoto(message, chat) {
  const image = el("img", { class: "photo", src: message.photo.url, alt: message.plain || "Gambar tanpa keterangan" });
  image.addEventListener("load", chat.redrawn);
  return el("a", { class: "photo__link", href: message.photo.url, target: "_blank", rel: "noopener" }, image);
}

function drawDocument({ name, size, url }) {
  const shows = name.toLowerCase().endsWith(".pdf");
  const look = (event) => { event.preventDefault(); openPages(name, url); };
  return el("a", { class: "document", href: url, download: name, onclick: shows ? look : null },
    el("span", { class: "document__icon" }, icon("file")),
    el("span", { class: "document__text" },
      el("span", { class: "document__name" }, name),
      el("span", { class: "document__size" }, spoken(shows ? "Buka, " : "Unduh, "), fileSize(size))));
}

function drawMeta({ date, edited, silent }, zone) {
  return el("span", { class: "meta" },
    silent && el("span", { class: "meta__silent", title: "Tanpa bunyi" }, icon("mute"), spoken("tanpa bunyi, ")),
    edited && el("span", {}, "diedit "),
    el("time", { datetime: date }, clockTime(date, zone)));
}

function drawButtons(message, chat) {
  const rows = message.keys ?? message.buttons.map((row) => row.map((label) => ({ label })));
  return el("div", { class: "keys", role: "group", "aria-label": "Pilihan" },
    rows.map((row) => el("div", { class: "keys__row" }, row.map((key) => drawKey(key, message, chat)))));
}

function drawKey({ label, style, url, copy }, message, chat) {
  const look = { class: style ? `key key--${style}` : "key", data: { label } };
  if (url) return el("a", { ...look, href: url, target: "_blank", rel: "noopener noreferrer" }, label, spoken(" (membuka tautan)"));
  const button = el("button", { ...look, type: "button" }, label);
  button.addEventListener("click", () => (copy ? navigator.clipboard.writeText(copy) : chat.tap(message, label, button)));
  return button;
}

/** Opens the pages of a PDF as pictures, one below the other, and a link that saves it. */
async function openPages(name, url) {
  const first = await fetch(`${url}/1`);
  if (!first.ok) return window.location.assign(url);
  const pages = Array.from({ length: Number(first.headers.get("X-Pages")) }, (_, at) =>
    el("img", { class: "page", loading: "lazy", src: `${url}/${at + 1}`, alt: `Halaman ${at + 1} dari ${name}` }));
  const dialog = openDialog(name, el("div", { class: "pages" }, pages),
    el("a", { class: "button button--quiet", href: url, download: name }, "Unduh"));
  dialog.classList.add("dialog--wide");
}

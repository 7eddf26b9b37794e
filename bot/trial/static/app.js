/** Puts the page together and keeps it in step with the trial server. */

import * as api from "./api.js";
import { Board } from "./board.js";
import { OfficeClock } from "./clock.js";
import { el, icon } from "./dom.js";
import { People } from "./people.js";
import { Tour } from "./tour.js";

const byId = (id) => document.getElementById(id);
const PEOPLE_LATER = 250; // milliseconds; a fan-out to forty phones is one reading of the list

const people = new People(byId("phones"), byId("people"), () => clock.draw());
const clock = new OfficeClock(byId("clock"), byId("clock-moves"), () => people.zone, (refusal) => say(`Jam tidak dapat dimajukan. ${refusal.message}`));
const board = new Board(byId("board"), byId("office"));
const tour = new Tour(byId("tour"), { people, clock });
let pending = null;

byId("actions").append(
  el("button", { class: "button button--primary", type: "button", id: "play", onclick: () => tour.offer() }, icon("play"), "Putar contoh"),
  el("button", { class: "button button--quiet", type: "button", id: "fresh", onclick: explainFresh }, icon("restart"), "Ulang dari awal"));

function say(text) {
  const [phone] = people.shown;
  phone?.notices.toast(text, "bad");
}

function explainFresh() {
  const command = "tapak trial --fresh";
  const dialog = el("dialog", { class: "dialog", "aria-label": "Ulang dari awal", onclose: () => dialog.remove() },
    el("header", { class: "dialog__head" }, el("h2", {}, "Ulang dari awal"),
      el("button", { class: "tool", type: "button", "aria-label": "Tutup", onclick: () => dialog.close() }, icon("close"))),
    el("p", { class: "dialog__lead" }, "Percakapan, berkas, dan jam mode coba tersimpan, sehingga dapat dilanjutkan kapan saja. Untuk memulai dari kantor contoh yang masih bersih, hentikan program dengan Ctrl+C, lalu jalankan:"),
    el("div", { class: "command" }, el("code", {}, command),
      el("button", { class: "tool", type: "button", "aria-label": "Salin perintah", onclick: () => navigator.clipboard.writeText(command) }, icon("copy"))),
    el("p", { class: "dialog__note" }, "Hanya data contoh yang dihapus. Data kantor yang sesungguhnya tidak disentuh."));
  document.body.append(dialog);
  dialog.showModal();
}

async function readPeople() {
  await people.load(await api.readPhones());
}

async function readAll() {
  byId("offline").hidden = true;
  await clock.refresh();
  await Promise.all([readPeople(), board.refresh()]);
  document.documentElement.dataset.ready = "yes";
}

function readLater() {
  pending ??= setTimeout(() => {
    pending = null;
    Promise.all([api.readPhones().then((list) => people.note(list)), board.refresh()]).catch(() => {});
  }, PEOPLE_LATER);
}

api.listen({
  onOpen: () => readAll().catch((reason) => say(reason.message)),
  onLost: () => { byId("offline").hidden = false; },
  onHint: ({ chat, clock: moved, papan }) => {
    if (moved) clock.refresh().catch(() => {});
    if (chat) people.changed(chat).catch(() => {});
    if (papan) board.refresh();
    else readLater();
  },
});

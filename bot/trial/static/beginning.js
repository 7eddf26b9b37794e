/** How a trial begins: who acts first, and starting over. */

import { readBeginning, startOver } from "./api.js";
import { el, icon, openDialog } from "./dom.js";
import { forgetTable } from "./people.js";

const COMMAND = "tapak trial --fresh";
const PLANNED = "tapak.putar";
let isAsking = false; // whoever asks loads again at the answer, which a hint would cut off

/** Says on whose phone an SOP is started, as long as nobody of the office on the table has done it. */
export class FirstStep {
  #node;
  #people;
  #beginning = null;
  #begun = [];

  constructor(node, people) {
    this.#node = node;
    this.#people = people;
  }

  /** Reads who can start an SOP, unless that is known of the office on the table. */
  async refresh() {
    if (this.#starter) return;
    this.#beginning = await readBeginning();
    this.draw();
  }

  /** Takes the offices in which an SOP was started. */
  note(begun) {
    this.#begun = begun;
    this.draw();
  }

  get #starter() {
    const starter = this.#beginning?.starters.find(({ kantor }) => kantor === this.#people.office);
    return starter && this.#people.everyone.find(({ user_id }) => user_id === starter.user_id);
  }

  draw() {
    const starter = this.#starter;
    this.#node.hidden = !starter || this.#begun.includes(starter.kantor);
    if (this.#node.hidden) return;
    const { command } = this.#beginning;
    this.#node.replaceChildren(
      el("p", {}, el("b", {}, "Mulai di sini: "), "ketik ", el("code", {}, command), " di ponsel ", el("b", {}, starter.name), ` (${starter.jabatan}).`),
      el("button", { class: "button button--quiet", type: "button", onclick: () => this.#prepare(starter, command) }, `Tulis ${command}`));
  }

  async #prepare(starter, command) {
    const phone = await this.#people.show(starter.user_id);
    phone.composer.draft = command;
    phone.composer.focus();
  }
}

/** Asks whether to start over, and does it; `tour` is played then, or at once if that is wanted. */
export async function offerFresh({ tour, play } = {}) {
  const { restart } = await readBeginning();
  const title = tour ? "Contoh ini perlu kantor yang masih bersih" : "Ulang dari awal";
  const over = el("button", { class: "button button--primary", type: "button", onclick: () => begin(dialog, tour) }, icon("restart"), tour ? "Mulai dari awal dan putar" : "Mulai dari awal");
  const anyway = el("button", { class: "button button--quiet", type: "button", onclick: () => { dialog.close(); play(); } }, icon("play"), "Putar tanpa mengulang");
  const lead = tour ? "Mode coba ini sudah dipakai, sehingga contoh dapat berhenti di tengah: berkasnya masih ada dan jamnya sudah maju."
    : "Percakapan, berkas, dan jam mode coba tersimpan, sehingga dapat dilanjutkan kapan saja. Di sini semuanya dihapus, lalu kantor contoh disiapkan lagi seperti semula.";
  const dialog = openDialog(title, el("p", { class: "dialog__lead" }, lead),
    restart ? null : byHand(),
    el("div", { class: "dialog__choices" }, restart && over, tour && anyway),
    el("p", { class: "dialog__note" }, "Hanya data contoh yang dihapus. Data kantor yang sesungguhnya tidak disentuh."));
  dialog.querySelector(".dialog__choices button")?.focus();
}

/** What to do where the bot runs elsewhere, so that this page cannot start it over. */
function byHand() {
  return el("div", {}, el("p", { class: "dialog__lead" }, "Bot berjalan di luar halaman ini. Hentikan program dengan Ctrl+C, lalu jalankan:"),
    el("div", { class: "command" }, el("code", {}, COMMAND),
      el("button", { class: "tool", type: "button", "aria-label": "Salin perintah", onclick: () => navigator.clipboard.writeText(COMMAND) }, icon("copy"))));
}

async function begin(dialog, tour) {
  const stay = (event) => event.preventDefault();
  dialog.addEventListener("cancel", stay);
  const state = el("p", { class: "dialog__lead", role: "status" }, "Kantor contoh sedang disiapkan. Halaman dimuat ulang sendiri…");
  dialog.querySelector(".dialog__head button").hidden = true;
  dialog.replaceChildren(dialog.firstElementChild, state, el("progress", { class: "dialog__progress", "aria-label": "Menyiapkan kantor contoh" }));
  if (tour) sessionStorage.setItem(PLANNED, tour);
  isAsking = true;
  try {
    await startOver();
    loadAgain();
  } catch (refusal) {
    isAsking = false;
    sessionStorage.removeItem(PLANNED);
    dialog.removeEventListener("cancel", stay);
    dialog.querySelector(".dialog__head button").hidden = false;
    dialog.querySelector("progress").remove();
    state.textContent = `Tidak dapat dimulai dari awal. ${refusal.message}`;
  }
}

/** The trial was started over, by this page or by another. */
export function noteRestart() {
  if (!isAsking) loadAgain();
}

/** Loads the page as if it were opened for the first time. */
function loadAgain() {
  forgetTable();
  location.reload();
}

/** The tour that is to be played once the page has been loaded again; told once. */
export function takePlanned() {
  const tour = sessionStorage.getItem(PLANNED);
  sessionStorage.removeItem(PLANNED);
  return tour;
}

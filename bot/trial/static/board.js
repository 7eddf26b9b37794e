/** The strip that says where the SOP is. */

import { readBoard } from "./api.js";
import { shortMoment } from "./dates.js";
import { el, icon, spoken } from "./dom.js";

const WORDS = { selesai: "selesai", berjalan: "sedang berjalan", belum: "belum" };

export class Board {
  #node;
  #noted;
  #offered = true;
  office = "";

  /** `noted` is told in which offices an SOP was started. */
  constructor(node, noted) {
    this.#node = node;
    this.#noted = noted;
  }

  /** Reads the strip; a server without one is asked only once. */
  async refresh() {
    if (!this.#offered) return;
    try {
      const board = await readBoard();
      this.office = board?.kantor ?? "";
      this.#noted(board?.dimulai ?? []);
      this.#draw(board);
    } catch (refusal) {
      this.#offered = refusal.status !== 404;
      this.#draw(null);
    }
  }

  #draw(board) {
    this.#node.hidden = !board?.langkah?.length;
    if (this.#node.hidden) return;
    const steps = el("ol", { class: "board__steps" }, board.langkah.map((step) => this.#drawStep(step)));
    this.#node.replaceChildren(
      el("p", { class: "board__title" }, board.judul), steps, this.#drawNow(board.langkah),
      ...(board.berikutnya ? [el("p", { class: "board__next" }, icon("later"),
        el("span", {}, el("b", {}, board.berikutnya.at ? shortMoment(board.berikutnya.at, board.zona) : "Berikutnya"), " ", board.berikutnya.teks))] : []));
    const running = steps.querySelector(".step--berjalan");
    if (running) steps.scrollLeft = running.offsetLeft - steps.offsetLeft - 24;
  }

  /** What goes on, in words of their own where the steps have room for their numbers only. */
  #drawNow(steps) {
    const running = steps.filter(({ status }) => status === "berjalan").map(({ no, nama }) => `${no}. ${nama}`);
    return el("p", { class: "board__now", "aria-hidden": "true" }, running.join(" · ") || "Selesai");
  }

  #drawStep({ no, status, nama }) {
    return el("li", { class: `step step--${status}`, title: `${no}. ${nama} (${WORDS[status] ?? status})` },
      el("span", { class: "step__mark", "aria-hidden": "true" }, status === "selesai" ? icon("check") : String(no)),
      spoken(`Langkah ${no}, ${WORDS[status] ?? status}: `), el("span", { class: "step__name" }, nama));
  }
}

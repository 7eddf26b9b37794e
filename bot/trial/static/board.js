/** The strip that says where the SOP is. */

import { readBoard } from "./api.js";
import { shortMoment } from "./dates.js";
import { el, icon, spoken } from "./dom.js";

const WORDS = { selesai: "selesai", berjalan: "sedang berjalan", belum: "belum" };

export class Board {
  #node;
  #office;
  #offered = true;

  constructor(node, office) {
    this.#node = node;
    this.#office = office;
  }

  /** Reads the strip; a server without one is asked only once. */
  async refresh() {
    if (!this.#offered) return;
    try {
      const board = await readBoard();
      if (board?.kantor) this.#office.textContent = board.kantor;
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
      el("p", { class: "board__title" }, board.judul), steps,
      ...(board.berikutnya ? [el("p", { class: "board__next" }, icon("later"),
        el("span", {}, el("b", {}, board.berikutnya.at ? shortMoment(board.berikutnya.at, board.zona) : "Berikutnya"), " ", board.berikutnya.teks))] : []));
    const running = steps.querySelector(".step--berjalan");
    if (running) steps.scrollLeft = running.offsetLeft - steps.offsetLeft - 24;
  }

  #drawStep({ no, status, nama }) {
    return el("li", { class: `step step--${status}`, title: `${no}. ${nama} (${WORDS[status] ?? status})` },
      el("span", { class: "step__mark", "aria-hidden": "true" }, status === "selesai" ? icon("check") : String(no)),
      spoken(`Langkah ${no}, ${WORDS[status] ?? status}: `), el("span", { class: "step__name" }, nama));
  }
}

/** The office's clock in the header and the buttons that move it. */

import { moveClock, readClock } from "./api.js";
import { clockTime, longDate, plainDate, shortDate, shortMoment, tomorrowAtEight, useZone, zoneName } from "./dates.js";
import { el, icon } from "./dom.js";

const LOOK_AGAIN = 20_000; // milliseconds

export class OfficeClock {
  #face;
  #failed;
  #clock = null;
  buttons = {};

  /** `failed` is told when the clock would not move. */
  constructor(face, moves, failed) {
    this.#face = face;
    this.#failed = failed;
    const add = (name, shape, text, move) => {
      this.buttons[name] = el("button", { class: "button button--quiet", type: "button", onclick: () => this.move(move()) }, icon(shape), text);
      moves.append(this.buttons[name]);
    };
    add("hour", "later", "+1 jam", () => ({ advance: "PT1H" }));
    add("tomorrow", "sunrise", "Besok 08.00", () => ({ to: tomorrowAtEight(this.#clock.now) }));
    add("next", "skip", "Peristiwa berikutnya", () => ({ next: true }));
    setInterval(() => !document.hidden && this.refresh().catch(() => {}), LOOK_AGAIN);
  }

  /** Tomorrow's date as people write it. */
  get tomorrow() {
    return plainDate(tomorrowAtEight(this.#clock.now));
  }

  async refresh() {
    this.#clock = await readClock();
    this.#draw();
  }

  async move(move) {
    const buttons = Object.values(this.buttons);
    for (const button of buttons) button.classList.add("button--busy");
    try {
      await moveClock(move);
      await this.refresh();
    } catch (refusal) {
      this.#failed(refusal);
      throw refusal;
    } finally {
      for (const button of buttons) button.classList.remove("button--busy");
    }
  }

  #draw() {
    const { now, next, zone } = this.#clock;
    useZone(zone);
    this.#face.dateTime = now;
    this.#face.replaceChildren(
      el("span", { class: "clock__time" }, `${clockTime(now)} `, el("small", {}, zoneName())),
      el("span", { class: "clock__date" }, longDate(now)),
      el("span", { class: "clock__date clock__date--short" }, shortDate(now)));
    const upcoming = typeof next === "string" ? next : next?.at;
    this.buttons.next.disabled = !upcoming;
    this.buttons.next.title = upcoming ? `Maju ke ${shortMoment(upcoming)} ${zoneName()}` : "Tidak ada yang dijadwalkan";
  }
}

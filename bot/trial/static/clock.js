/** The office's clock in the header, in the zone of the phones on the table, and the buttons that move it. */

import { moveClock, readClock } from "./api.js";
import { clockTime, longDate, plainDate, shortDate, shortMoment, tomorrowAtEight, zoneName } from "./dates.js";
import { el, icon } from "./dom.js";

const LOOK_AGAIN = 20_000; // milliseconds

export class OfficeClock {
  #face;
  #failed;
  #zone;
  #clock = null;
  buttons = {};

  /** `zone()` says whose time is shown; `failed` is told when the clock would not move. */
  constructor(face, moves, zone, failed) {
    this.#face = face;
    this.#zone = zone;
    this.#failed = failed;
    const add = (name, shape, text, move) => {
      this.buttons[name] = el("button", { class: "button button--quiet", type: "button", onclick: () => this.move(move()) }, icon(shape), el("span", {}, text));
      moves.append(this.buttons[name]);
    };
    add("hour", "later", "+1 jam", () => ({ advance: "PT1H" }));
    add("tomorrow", "sunrise", "Besok 08.00", () => ({ to: tomorrowAtEight(this.#clock.now, this.#zone()) }));
    add("next", "skip", [el("span", { class: "button__word" }, "Peristiwa "), el("span", { class: "clock-moves__next" }, "berikutnya")], () => ({ next: true }));
    setInterval(() => !document.hidden && this.refresh().catch(() => {}), LOOK_AGAIN);
  }

  /** Tomorrow's date as people write it. */
  get tomorrow() {
    return plainDate(tomorrowAtEight(this.#clock.now, this.#zone()), this.#zone());
  }

  async refresh() {
    this.#clock = await readClock();
    this.draw();
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

  /** Shows the time that was read last, where the phones on the table are now. */
  draw() {
    if (!this.#clock) return;
    const { now, next } = this.#clock;
    const zone = this.#zone();
    this.#face.dateTime = now;
    this.#face.replaceChildren(
      el("span", { class: "clock__time" }, `${clockTime(now, zone)} `, el("small", {}, zoneName(zone))),
      el("span", { class: "clock__date" }, longDate(now, zone)),
      el("span", { class: "clock__date clock__date--short" }, shortDate(now, zone)));
    const upcoming = typeof next === "string" ? next : next?.at;
    this.buttons.next.disabled = !upcoming;
    this.buttons.next.title = upcoming ? `Maju ke ${shortMoment(upcoming, zone)}` : "Tidak ada yang dijadwalkan";
  }
}

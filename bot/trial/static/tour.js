/** Plays a scenario as a person would: caption, highlight, tap; with pause, single steps and speed. */

import { readBeginning, readMessages, readTour, readTours } from "./api.js";
import { offerFresh } from "./beginning.js";
import { el, icon, openDialog, wait } from "./dom.js";
import { AdeganFailed, Stopped, Turn } from "./scenario.js";

const READING = 1400; // milliseconds for a caption, more for a long one
const POINTING = 750;
const SPEEDS = [["0.5", "Pelan"], ["1", "Biasa"], ["2", "Cepat"], ["8", "Kilat"]];

export class Tour {
  #node;
  #context;
  #speed = 1;
  #playing = false;
  #paused = false;
  #single = false;
  #stopped = false;
  #wake = null;
  #kantor;
  #caption;
  #progress;
  #bar;
  #toggle;
  #step;
  #controls;

  /** `context` has people and clock. */
  constructor(node, context) {
    this.#node = node;
    this.#context = context;
  }

  /** Offers the tours there are; plays at once when there is only one. */
  async offer() {
    if (this.#playing) return;
    const tours = await readTours();
    if (tours.length === 1) await this.#begin(tours[0].name);
    else this.#choose(tours);
  }

  /** Plays a tour, from the beginning of the trial if somebody has used it already. */
  async #begin(name) {
    const { fresh } = await readBeginning();
    if (fresh) await this.play(name);
    else await offerFresh({ tour: name, play: () => this.play(name) });
  }

  #choose(tours) {
    const dialog = openDialog("Putar contoh",
      el("p", { class: "dialog__lead" }, tours.length ? "Halaman ini menekan tombol seperti para pejabat melakukannya. Dapat dijeda kapan saja." : "Belum ada contoh yang dapat diputar."),
      el("ul", { class: "picker__list" }, tours.map((tour) => el("li", {},
        el("button", { class: "candidate", type: "button", onclick: () => { dialog.close(); this.#begin(tour.name); } },
          el("span", { class: "candidate__play" }, icon("play")),
          el("span", { class: "candidate__text" }, el("b", {}, tour.judul), el("small", {}, [tour.kantor, `${tour.langkah} langkah`].filter(Boolean).join(" · ")), el("small", {}, tour.keterangan)))))));
  }

  async play(name) {
    const scenario = await readTour(name);
    this.#kantor = scenario.kantor;
    if (scenario.kantor) await this.#context.people.gather(scenario.kantor);
    this.#playing = true;
    this.#paused = this.#single = this.#stopped = false;
    this.#draw(scenario);
    try {
      for (const [at, step] of scenario.adegan.entries()) await this.#playStep(step, at, scenario.adegan.length);
      this.#finish("Selesai. Silakan mencoba sendiri; semua ponsel dapat dipakai.", "done");
    } catch (reason) {
      if (reason instanceof Stopped) this.#close();
      else this.#finish(reason instanceof AdeganFailed ? reason.message : `Contoh berhenti: ${reason.message}`, "failed", name);
    } finally {
      this.#playing = false;
    }
  }

  async #playStep(step, at, total) {
    this.#progress.textContent = `${at + 1} / ${total}`;
    this.#bar.max = total;
    this.#bar.value = at + 1;
    if (step.keterangan) this.#caption.textContent = step.keterangan;
    await this.#pause(step.keterangan ? READING + step.keterangan.length * 18 : 300);
    await this.#resumed();
    await new Turn(step, this.#stage()).play();
    if (this.#single) this.#setPaused(true);
    this.#single = false;
    await this.#resumed();
  }

  #stage() {
    return {
      people: this.#context.people,
      kantor: this.#kantor,
      clock: this.#context.clock,
      read: readMessages,
      stopped: () => this.#stopped,
      pause: (milliseconds) => this.#pause(milliseconds),
      point: (element) => this.#point(element),
    };
  }

  async #point(element) {
    element.scrollIntoView({ block: "center", inline: "nearest" });
    element.classList.add("pointed");
    await this.#pause(POINTING);
    await this.#resumed();
    element.classList.remove("pointed");
  }

  async #pause(milliseconds) {
    await wait(milliseconds / this.#speed);
    if (this.#stopped) throw new Stopped();
  }

  /** Holds while paused; a single step lets one through. */
  async #resumed() {
    while (this.#paused && !this.#single && !this.#stopped) {
      await new Promise((wake) => { this.#wake = wake; });
    }
    if (this.#stopped) throw new Stopped();
  }

  #draw(scenario) {
    this.#caption = el("p", { class: "tour__caption", "aria-live": "polite" }, scenario.keterangan || scenario.judul);
    this.#progress = el("span", { class: "tour__count" });
    this.#bar = el("progress", { class: "tour__bar", max: "1", value: "0", "aria-label": "Kemajuan contoh" });
    this.#toggle = el("button", { class: "button button--primary", type: "button", onclick: () => this.#setPaused(!this.#paused) });
    const speed = el("select", { class: "select", "aria-label": "Kecepatan", onchange: (event) => { this.#speed = Number(event.target.value); } },
      SPEEDS.map(([value, text]) => el("option", { value, selected: Number(value) === this.#speed }, text)));
    this.#step = el("button", { class: "button button--quiet", type: "button", title: "Langkah berikutnya", onclick: () => this.#oneStep() }, icon("next"), el("span", { class: "button__word" }, "Langkah berikutnya"));
    this.#controls = el("div", { class: "tour__controls" }, this.#toggle, this.#step, speed,
      el("button", { class: "button button--quiet", type: "button", title: "Berhenti", onclick: () => this.stop() }, icon("stop"), el("span", { class: "button__word" }, "Berhenti")));
    this.#setPaused(false);
    this.#node.className = "tour";
    this.#node.hidden = false;
    document.documentElement.dataset.touring = "yes";
    this.#node.replaceChildren(this.#bar,
      el("div", { class: "tour__text" }, el("p", { class: "tour__title" }, el("span", { class: "tour__name" }, scenario.judul), " ", this.#progress), this.#caption), this.#controls);
  }

  #setPaused(paused) {
    this.#paused = paused;
    this.#toggle.replaceChildren(icon(paused ? "play" : "pause"), paused ? "Lanjut" : "Jeda");
    this.#wake?.();
  }

  #oneStep() {
    this.#single = true;
    this.#setPaused(true);
  }

  stop() {
    this.#stopped = true;
    this.#wake?.();
  }

  /** Says how it ended; one that `failed` can be played from the beginning. */
  #finish(text, kind, failed) {
    document.querySelector(".pointed")?.classList.remove("pointed");
    this.#node.classList.add(`tour--${kind}`);
    this.#caption.textContent = text;
    const again = failed && el("button", { class: "button button--quiet", type: "button", onclick: () => offerFresh({ tour: failed, play: () => this.play(failed) }) }, icon("restart"), "Mulai dari awal");
    this.#controls.replaceChildren(...(again ? [again] : []), el("button", { class: "button button--primary", type: "button", onclick: () => this.#close() }, "Tutup"));
  }

  #close() {
    document.querySelector(".pointed")?.classList.remove("pointed");
    this.#node.hidden = true;
    delete document.documentElement.dataset.touring;
  }
}

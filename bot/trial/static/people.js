/** Who is on the table: the bar of people, the picker behind it, and the phones in view. */

import { el, icon, openDialog, spoken } from "./dom.js";
import { Phone, avatar } from "./phone.js";

const ON_THE_TABLE = 5;
const REMEMBERED = "tapak.ponsel";
let isKept = true;

/** Lets the next page begin with the first phones again. */
export const forgetTable = () => {
  isKept = false;
  sessionStorage.removeItem(REMEMBERED);
};

export class People {
  #table;
  #bar;
  #moved;
  #phones = new Map(); // user_id → Phone, for everybody who was ever in view
  #everyone = [];
  #shown = [];
  #picker = null;
  #isLoaded = false;

  /** `moved` is told when other phones came on the table. */
  constructor(table, bar, moved) {
    this.#table = table;
    this.#bar = bar;
    this.#moved = moved;
  }

  get everyone() {
    return this.#everyone;
  }

  /** The zone of the office on the table: of a tour's people, or of the first phone. */
  get zone() {
    return this.shown[0]?.zone;
  }

  /** The office on the table. */
  get office() {
    return this.shown[0]?.person.kantor ?? "";
  }

  get shown() {
    return this.#shown.map((id) => this.#phones.get(id));
  }

  /** Takes the list of people; those in view keep their phones, drafts included. */
  async load(everyone) {
    if (!this.#isLoaded) {
      this.#isLoaded = true;
      this.#everyone = everyone;
      this.#shown = this.#remembered();
    }
    this.note(everyone);
    await Promise.all(this.shown.map((phone) => phone.refresh()));
  }

  /** Takes newer facts about everybody without reading any chat; before the first load there is nobody yet. */
  note(everyone) {
    if (!this.#isLoaded) return;
    this.#everyone = everyone;
    const known = new Set(everyone.map(({ user_id }) => user_id));
    this.#shown = this.#shown.filter((id) => known.has(id));
    for (const person of everyone) this.#phones.get(person.user_id)?.update(person);
    this.#arrange();
  }

  #remembered() {
    const ids = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "[]");
    const known = ids.filter((id) => this.#everyone.some(({ user_id }) => user_id === id));
    return known.length ? known : this.#everyone.slice(0, ON_THE_TABLE).map(({ user_id }) => user_id);
  }

  #arrange() {
    for (const id of this.#shown) if (!this.#phones.has(id)) this.#open(id);
    const nodes = this.shown.map(({ node }) => node);
    for (const node of [...this.#table.children]) if (!nodes.includes(node)) node.remove();
    nodes.forEach((node, at) => this.#table.children[at] !== node && this.#table.insertBefore(node, this.#table.children[at] ?? null));
    if (isKept) sessionStorage.setItem(REMEMBERED, JSON.stringify(this.#shown));
    this.#drawBar();
    this.#moved();
  }

  #open(id) {
    const person = this.#everyone.find(({ user_id }) => user_id === id);
    const phone = new Phone(person, { changed: () => this.#drawBar(), hide: () => this.hide(id) });
    phone.update(person);
    this.#phones.set(id, phone);
  }

  /** Puts a person's phone on the table, ready to be read, and scrolls to it. */
  async show(id) {
    if (!this.#shown.includes(id)) {
      this.#shown.push(id);
      this.#arrange();
    }
    const phone = this.#phones.get(id);
    await phone.refresh();
    phone.node.scrollIntoView({ inline: "nearest", block: "nearest", behavior: "smooth" });
    return phone;
  }

  /** Clears the table for one office: its first people, and nobody else's phones. */
  gather(kantor) {
    const theirs = this.#everyone.filter((person) => person.kantor === kantor).map(({ user_id }) => user_id);
    const kept = this.#shown.filter((id) => theirs.includes(id));
    this.#shown = kept.length ? kept : theirs.slice(0, ON_THE_TABLE);
    this.#arrange();
    return Promise.all(this.shown.map((phone) => phone.refresh()));
  }

  hide(id) {
    this.#shown = this.#shown.filter((one) => one !== id);
    this.#arrange();
  }

  /** Something changed in this chat. */
  async changed(id) {
    if (this.#shown.includes(id)) await this.#phones.get(id).refresh();
  }

  #unread(person) {
    if (this.#shown.includes(person.user_id)) return this.#phones.get(person.user_id).unread;
    return person.unread ?? 0;
  }

  #drawBar() {
    const away = this.#everyone.filter(({ user_id }) => !this.#shown.includes(user_id));
    const waiting = away.filter((person) => this.#unread(person)).length;
    const chips = this.shown.map((phone) => this.#drawChip(phone.person));
    const more = el("button", { class: "chip chip--more", type: "button", "aria-haspopup": "dialog", onclick: () => this.#pick() },
      icon("people"), el("span", {}, `+ Pegawai (${away.length})`), waiting > 0 && el("span", { class: "badge" }, String(waiting), spoken(" orang mendapat pesan")));
    const focused = [...this.#bar.querySelectorAll("button")].indexOf(document.activeElement);
    const scrolled = this.#bar.firstElementChild?.scrollLeft ?? 0;
    const row = el("div", { class: "people__chips" }, chips);
    this.#bar.replaceChildren(row, ...(away.length ? [more] : []));
    row.scrollLeft = scrolled;
    this.#bar.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  }

  #drawChip(person) {
    const unread = this.#unread(person);
    return el("button", { class: "chip", type: "button", title: person.jabatan, onclick: () => this.show(person.user_id) },
      avatar(person), el("span", { class: "chip__text" }, person.jabatan),
      unread > 0 && el("span", { class: "badge" }, String(unread), spoken(" pesan baru")));
  }

  #pick() {
    const search = el("input", { class: "search", type: "search", placeholder: "Cari nama, jabatan, atau kantor", "aria-label": "Cari pegawai" });
    const list = el("ul", { class: "picker__list" });
    const draw = () => list.replaceChildren(...this.#drawOffices(this.#candidates(search.value)));
    search.addEventListener("input", draw);
    draw();
    this.#picker = openDialog("Pegawai", search, list);
    search.focus();
  }

  #candidates(text) {
    const wanted = text.trim().toLowerCase();
    return this.#everyone
      .filter(({ user_id }) => !this.#shown.includes(user_id))
      .filter(({ name, jabatan, unit, kantor }) => `${name} ${jabatan} ${unit ?? ""} ${kantor ?? ""}`.toLowerCase().includes(wanted))
      .sort((one, other) => this.#unread(other) - this.#unread(one));
  }

  /** The candidates under the names of their offices; without names where there is one office only. */
  #drawOffices(people) {
    const offices = [...new Set(this.#everyone.map(({ kantor }) => kantor ?? ""))];
    return offices.flatMap((office) => {
      const theirs = people.filter(({ kantor }) => (kantor ?? "") === office).map((person) => this.#drawCandidate(person));
      if (!theirs.length || offices.length === 1) return theirs;
      return [el("li", { class: "picker__office" }, el("h3", {}, office)), ...theirs];
    });
  }

  #drawCandidate(person) {
    const unread = this.#unread(person);
    const open = () => {
      this.#picker.close();
      this.show(person.user_id);
    };
    return el("li", {}, el("button", { class: "candidate", type: "button", onclick: open }, avatar(person),
      el("span", { class: "candidate__text" }, el("b", {}, person.name), el("small", {}, [person.jabatan, person.unit].filter(Boolean).join(" · "))),
      unread > 0 && el("span", { class: "badge" }, String(unread), spoken(" pesan baru"))));
  }
}

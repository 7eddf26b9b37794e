/** One official's phone: its chat kept in step with the server, piece by piece, so nothing jumps. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { dayOf, zoneName } from "./dates.js";
import { el, icon, spoken } from "./dom.js";
import { menuButton } from "./menu.js";
import { drawDay, drawMessage, firstLine } from "./message.js";
import { Notices } from "./notices.js";
import { lifted } from "./press.js";

const NEAR_BOTTOM = 48; // pixels
const TINTS = 8;

export const initials = (name) => name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word)).slice(0, 2).map((word) => word[0]).join("") || "?";

export const avatar = (person) =>
  el("span", { class: "avatar", data: { tint: person.user_id % TINTS }, "aria-hidden": "true" }, initials(person.name));

export class Phone {
  #hooks;
  #drawn = new Map(); // message_id → {node, state}
  #reading = null;
  #again = false;
  #blocked = false;
  #seen = 0; // newest message_id that was looked at
  #stick = true;
  lastTap = Promise.resolve(null);
  messages = [];
  unread = 0;

  /** `hooks` has changed() for the people bar and hide(phone). */
  constructor(person, hooks) {
    this.person = person;
    this.#hooks = hooks;
    this.#build();
  }

  get id() {
    return this.person.user_id;
  }

  get name() {
    return this.person.name;
  }

  get zone() {
    return this.person.zona;
  }

  #build() {
    const { person } = this;
    const title = `phone-${person.user_id}`;
    this.badge = el("span", { class: "badge", hidden: true });
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": `Percakapan ${person.name}`, tabindex: "0" });
    this.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.pinned = el("button", { class: "pinned", type: "button", hidden: true });
    this.down = el("button", { class: "down", type: "button", hidden: true, "aria-label": "Ke pesan terbaru", onclick: () => this.#toBottom() }, icon("down"));
    const stage = el("div", { class: "stage" }, this.log, this.down);
    this.notices = new Notices(stage);
    this.composer = new Composer(person.name, {
      text: (text) => this.say(text),
      files: (files) => this.sendFiles(files),
    }, () => this.#commands());
    this.node = el("section", { class: "phone", "aria-labelledby": title, data: { phone: person.user_id } },
      el("header", { class: "phone__head" }, avatar(person),
        el("div", { class: "phone__who" }, el("h2", { id: title }, person.name), el("p", { title: person.unit ?? "" }, person.jabatan)),
        el("span", { class: "phone__zone", title: person.kantor ?? "" }, zoneName(person.zona)),
        this.badge, menuButton({ label: `Menu ponsel ${person.name}`, shape: "more", items: () => this.#menu() })),
      this.pinned, stage, this.composer.node);
    for (const look of ["pointerdown", "focusin"]) this.node.addEventListener(look, () => lifted().then(() => this.markSeen()));
    new ResizeObserver(() => this.#stick && this.#toBottom()).observe(this.log);
  }

  /** Reads the chat again; hints that arrive meanwhile make one more reading, not many. */
  refresh() {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read() {
    do {
      this.#again = false;
      this.#apply(await api.readMessages(this.id));
    } while (this.#again);
  }

  #apply(messages) {
    const stick = this.#isAtBottom();
    const grew = messages.length && messages.at(-1).message_id > (this.messages.at(-1)?.message_id ?? 0);
    this.messages = messages;
    this.#drawLog();
    this.#drawPinned();
    this.composer.ask(messages);
    this.#stick = stick;
    if (stick) this.#toBottom();
    else if (grew) this.down.hidden = false;
    this.#count();
  }

  #drawLog() {
    const wanted = [];
    let day = null;
    for (const message of this.messages) {
      if (dayOf(message.date, this.zone) !== day) {
        day = dayOf(message.date, this.zone);
        wanted.push(this.#piece(`day ${day} ${message.message_id}`, day, () => drawDay(message, this.zone)));
      }
      const original = message.reply_to ? this.find(message.reply_to) : null;
      const state = JSON.stringify([message, original && firstLine(original)]);
      wanted.push(this.#piece(message.message_id, state, () => drawMessage(message, this)));
    }
    const kept = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.#drawn) {
      if (kept.has(key)) continue;
      node.remove();
      this.#drawn.delete(key);
    }
    wanted.forEach(({ node }, at) => {
      if (this.log.children[at] !== node) this.log.insertBefore(node, this.log.children[at] ?? null);
    });
    this.node.classList.toggle("phone--empty", !this.messages.length);
  }

  /** The node for this key, drawn anew only when what it shows has changed. */
  #piece(key, state, draw) {
    const old = this.#drawn.get(key);
    if (old?.state === state) return old;
    const piece = { key, state, node: draw() };
    old?.node.replaceWith(piece.node);
    this.#drawn.set(key, piece);
    return piece;
  }

  #drawPinned() {
    const message = this.messages.findLast((one) => one.pinned);
    this.pinned.hidden = !message;
    if (!message) return;
    this.pinned.onclick = () => this.jumpTo(message.message_id);
    this.pinned.replaceChildren(icon("pin"), el("span", {}, spoken("Disematkan: "), firstLine(message)));
  }

  #count() {
    if (this.node.contains(document.activeElement)) this.markSeen();
    const isUnread = (message) => message.from === "bot" && message.message_id > this.#seen;
    this.#showUnread(this.messages.filter(isUnread).length);
  }

  #showUnread(count) {
    if (this.unread === count && this.badge.textContent) return;
    this.unread = count;
    this.badge.hidden = !count;
    this.badge.replaceChildren(String(count), spoken(" pesan baru"));
    this.node.classList.toggle("phone--unread", count > 0);
    this.#hooks.changed();
  }

  markSeen() {
    const newest = this.messages.at(-1)?.message_id ?? 0;
    if (newest <= this.#seen) return;
    this.#seen = newest;
    this.#showUnread(0);
    api.markRead(this.id).catch(() => {}); // only a reloaded page would notice
  }

  /** Takes newer facts about the person, such as the commands that the bot offers them. */
  update(person) {
    this.person = person;
    this.#seen = Math.max(this.#seen, person.read_id ?? 0);
    this.#showBlocked(person.blocked ?? this.#blocked);
  }

  /** What a redrawn picture asks for: stay at the bottom if we were there. */
  redrawn = () => this.#stick && this.#toBottom();

  find(messageId) {
    return this.messages.find((message) => message.message_id === messageId);
  }

  keyOf(messageId, label) {
    const keys = this.#drawn.get(messageId)?.node.querySelectorAll(".key") ?? [];
    return [...keys].find((key) => key.dataset.label === label);
  }

  /** Brings to view what was just done: the message itself, or the end of the chat if it is there. */
  reveal(message) {
    this.markSeen();
    if (!message || message === this.messages.at(-1)) this.#toBottom();
    else this.#drawn.get(message.message_id)?.node.scrollIntoView({ block: "nearest" });
  }

  jumpTo(messageId) {
    const node = this.#drawn.get(messageId)?.node;
    node?.scrollIntoView({ block: "center" });
    node?.animate([{ opacity: 0.35 }, { opacity: 1 }], 700);
  }

  /** Taps a button; resolves to the callback answer, or null. */
  tap(message, label, key) {
    key.classList.add("key--busy");
    this.lastTap = this.#tapped(message, label).finally(() => key.classList.remove("key--busy"));
    return this.lastTap;
  }

  async #tapped(message, label) {
    const reply = await this.#attempt(() => api.tap(this.id, message.message_id, label));
    const answer = reply ? (reply.answer ?? null) : undefined; // undefined: the button was gone
    if (answer?.text && answer.show_alert) this.notices.alert(answer.text);
    else if (answer?.text) this.notices.toast(answer.text);
    await this.refresh();
    return answer;
  }

  sendFile(file, album) {
    return this.#deliver(api.sendFile(this.id, file, album));
  }

  sendFiles(files) {
    const album = files.length > 1 ? String(Date.now()) : undefined;
    return Promise.all(files.map((file) => this.sendFile(file, album)));
  }

  fillSheet(values) {
    return this.#deliver(api.fillSheet(this.id, values));
  }

  async #deliver(sending) {
    this.#stick = true;
    const reply = await this.#attempt(() => sending);
    await this.refresh();
    this.#toBottom();
    return reply !== undefined;
  }

  /** Undefined when the server refused; the phone then says why. */
  async #attempt(work) {
    try {
      return await work();
    } catch (refusal) {
      const excuse = refusal instanceof api.Refused ? refusal.message : "Mode coba tidak terjangkau. Mohon dicoba lagi.";
      this.notices.toast(excuse, "bad");
      return undefined;
    }
  }

  async block(blocked) {
    if ((await this.#attempt(() => api.block(this.id, blocked))) === undefined) return;
    this.#showBlocked(blocked);
    this.notices.toast(blocked ? "Bot diblokir di ponsel ini." : "Bot tidak lagi diblokir.");
  }

  #showBlocked(blocked) {
    this.#blocked = blocked;
    this.node.classList.toggle("phone--blocked", blocked);
  }

  async #fail() {
    if ((await this.#attempt(() => api.failNextSend(this.id))) === undefined) return;
    this.notices.toast("Kiriman berikutnya ke ponsel ini akan ditolak sekali.");
  }

  async #commands() {
    const commands = (await this.#attempt(() => api.readCommands(this.id))) ?? [];
    if (!commands.length) this.notices.toast("Bot belum menawarkan perintah di ponsel ini.");
    return commands.map(({ command, description }) => ({ text: `/${command}`, detail: description, act: () => this.say(`/${command}`) }));
  }

  say(text) {
    return this.#deliver(api.sendText(this.id, text));
  }

  #menu() {
    return [
      { icon: "block", text: this.#blocked ? "Buka blokir bot" : "Blokir bot", detail: "Seperti pegawai yang memblokir di Telegram", act: () => this.block(!this.#blocked) },
      { icon: "alert", text: "Gagalkan kiriman berikutnya", detail: "Telegram menjawab 429, terlalu sibuk", act: () => this.#fail() },
      { icon: "hide", text: "Simpan ponsel ini", detail: "Dapat dibuka lagi dari daftar pegawai", act: () => this.#hooks.hide(this) },
    ];
  }

  #isAtBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return !this.node.isConnected || scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
  }

  #scrolled() {
    this.#stick = this.#isAtBottom();
    if (this.#stick) this.down.hidden = true;
  }

  #toBottom() {
    this.log.scrollTop = this.log.scrollHeight;
    this.down.hidden = true;
  }
}

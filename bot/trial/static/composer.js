/** Where a person writes: the quote bar of a question, the draft, the paper clip. */

import { el, icon } from "./dom.js";
import { menuButton } from "./menu.js";
import { firstLine } from "./message.js";

const PLACEHOLDER = "Tulis pesan";

export class Composer {
  #send;
  #dismissed = null;
  #asked = null;
  #quote = el("div", { class: "quote", hidden: true });
  #draft;
  #file = el("input", { type: "file", class: "spoken", tabindex: "-1", "aria-label": "Pilih dokumen", multiple: true });

  /** `send` has text(text) and files(files), settled when the server has them; `commands` fills the menu. */
  constructor(name, send, commands) {
    this.#send = send;
    this.#draft = el("textarea", { class: "draft", rows: "1", placeholder: PLACEHOLDER, "aria-label": `Pesan dari ${name}`, autocomplete: "off", enterkeyhint: "send" });
    this.#draft.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.#file.addEventListener("change", () => {
      this.#send.files([...this.#file.files]);
      this.#file.value = "";
    });
    this.form = el("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      el("button", { class: "tool", type: "button", "aria-label": "Lampirkan dokumen", title: "Lampirkan dokumen", onclick: () => this.#file.click() }, icon("attach")),
      this.#file, menuButton({ label: "Daftar perintah", shape: "commands", items: commands, side: "up" }), this.#draft,
      el("button", { class: "tool tool--send", "aria-label": "Kirim", title: "Kirim" }, icon("send")));
    this.node = el("div", { class: "foot" }, this.#quote, this.form);
  }

  get draft() {
    return this.#draft.value;
  }

  set draft(text) {
    this.#draft.value = text;
  }

  focus() {
    this.#draft.focus({ preventScroll: true });
  }

  async submit() {
    const text = this.#draft.value.trim();
    if (!text) return;
    this.#draft.value = "";
    if (!(await this.#send.text(text)) && !this.#draft.value) this.#draft.value = text;
  }

  /** Shows the newest open question above the draft; a person may put it aside. */
  ask(messages) {
    const newest = messages.findLast((message) => message.from === "bot" && message.force_reply);
    const answered = newest && messages.some((message) => message.from === "me" && message.message_id > newest.message_id);
    const asked = newest && !answered && newest.message_id !== this.#dismissed ? newest : null;
    if (JSON.stringify(asked) === JSON.stringify(this.#asked)) return;
    this.#asked = asked;
    this.#quote.hidden = !asked;
    this.#draft.placeholder = asked?.force_reply.placeholder || PLACEHOLDER;
    if (asked) this.#quote.replaceChildren(...this.#drawQuote(asked));
  }

  #drawQuote(asked) {
    const close = el("button", { class: "tool", type: "button", "aria-label": "Sisihkan pertanyaan", onclick: () => {
      this.#dismissed = asked.message_id;
      this.ask([]);
    } }, icon("close"));
    return [icon("reply"), el("p", { class: "quote__text" }, el("b", {}, "Menjawab bot"), el("span", {}, firstLine(asked))), close];
  }
}

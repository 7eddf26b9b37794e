/** What a phone says over its chat: toasts that pass and alerts that wait; never over the quote bar. */

import { el, icon } from "./dom.js";

const TOAST_TIME = 4500; // milliseconds

export class Notices {
  #stage;
  #toasts = el("div", { class: "toasts", role: "status" });
  #alert = null;

  constructor(stage) {
    this.#stage = stage;
    stage.append(this.#toasts);
  }

  toast(text, kind = "plain") {
    const toast = el("div", { class: `toast toast--${kind}` }, text);
    this.#toasts.replaceChildren(toast);
    setTimeout(() => toast.remove(), TOAST_TIME);
  }

  alert(text) {
    this.dismiss();
    const before = document.activeElement;
    const close = el("button", { class: "button button--primary", type: "button", onclick: () => {
      this.dismiss();
      if (before?.isConnected) before.focus({ preventScroll: true });
    } }, "Mengerti");
    this.#alert = el("div", { class: "alert", onkeydown: (event) => event.key === "Escape" && close.click() },
      el("div", { class: "alert__card", role: "alertdialog", "aria-label": "Pemberitahuan" },
        el("span", { class: "alert__icon" }, icon("alert")), el("p", {}, text), close));
    this.#stage.append(this.#alert);
    close.focus({ preventScroll: true });
  }

  dismiss() {
    this.#alert?.remove();
    this.#alert = null;
  }
}

/** A small menu under a button, closed by Escape, by a choice or by looking elsewhere. */

import { el, icon } from "./dom.js";

/** `items()` gives, or promises, [{icon, text, detail?, act}] each time the menu opens. */
export function menuButton({ label, shape, items, side = "right", className = "tool" }) {
  const button = el("button", { class: className, type: "button", "aria-label": label, title: label, "aria-haspopup": "menu", "aria-expanded": "false" }, icon(shape));
  const root = el("div", { class: `menu menu--${side}` }, button);
  let list = null;

  const close = () => {
    const closing = list;
    list = null; // before the removal, which takes the focus out and so comes back here
    closing?.remove();
    button.setAttribute("aria-expanded", "false");
  };
  const choose = (act) => () => {
    close();
    button.focus({ preventScroll: true });
    act();
  };
  const drawItem = (item) => el("button", { class: "menu__item", type: "button", role: "menuitem", onclick: choose(item.act) },
    item.icon && icon(item.icon), el("span", {}, item.text, item.detail && el("small", {}, item.detail)));
  const open = async () => {
    const choices = await items();
    if (list) return;
    list = el("div", { class: "menu__list", role: "menu", "aria-label": label }, choices.map(drawItem));
    root.append(list);
    button.setAttribute("aria-expanded", "true");
    list.querySelector("button")?.focus({ preventScroll: true });
  };

  button.addEventListener("click", () => (list ? close() : open()));
  root.addEventListener("focusout", (event) => !root.contains(event.relatedTarget) && close());
  root.addEventListener("keydown", (event) => {
    if (!list) return;
    const choices = [...list.querySelectorAll("button")];
    const at = choices.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 };
    if (event.key === "Escape") {
      close();
      button.focus({ preventScroll: true });
    } else if (event.key in moves) {
      event.preventDefault();
      choices.at(moves[event.key] % choices.length).focus({ preventScroll: true });
    }
  });
  return root;
}

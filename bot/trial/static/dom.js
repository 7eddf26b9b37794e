/** Building elements without markup in strings. */

/** Creates an element: properties by name, `class`, `data`, `aria-…` and other attributes as written. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SHAPES = {
  attach: ["M20 11.5 12.2 19.3a5 5 0 0 1-7.1-7.1L13.3 4a3.4 3.4 0 0 1 4.8 4.8l-8.1 8.1a1.7 1.7 0 0 1-2.4-2.4l7.3-7.3"],
  send: ["M4.5 12 3 4l18 8-18 8 1.5-8Zm0 0H12"],
  more: ["M12 4.8a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8Zm0 6.3a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8Zm0 6.3a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8Z"],
  close: ["M6 6l12 12M18 6 6 18"],
  pin: ["M9 4h6l-1 6 3 3H7l3-3-1-6ZM12 13v7"],
  file: ["M6 3h8l4 4v14H6V3Zm8 0v4h4"],
  reply: ["M10 7 5 12l5 5M5 12h9a5 5 0 0 1 5 5v1"],
  mute: ["M6 17V11a6 6 0 0 1 9.5-4.9M18 11v6M4 17h16M10.5 20.5h3M4 4l16 16"],
  play: ["M7 4.5v15l12-7.5-12-7.5Z"],
  pause: ["M8 5v14M16 5v14"],
  next: ["M6 5v14l9-7-9-7ZM18 5v14"],
  stop: ["M6 6h12v12H6z"],
  restart: ["M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5"],
  later: ["M12 7v5l3.5 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z"],
  sunrise: ["M12 4v4M5 11l1.5 1.5M19 11l-1.5 1.5M3 19h18M7 19a5 5 0 0 1 10 0M9.5 6 12 3.5 14.5 6"],
  skip: ["M4 6v12l7-6-7-6Zm8 0v12l7-6-7-6Z"],
  people: ["M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 9a6.5 6.5 0 0 1 13 0M18 8.5v6M15 11.5h6"],
  down: ["M12 5v14M6 13l6 6 6-6"],
  check: ["M5 12.5 10 17.5 19 7"],
  block: ["M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM6 6l12 12"],
  alert: ["M12 4 2.5 20h19L12 4Zm0 6v4.5M12 17.3v.01"],
  commands: ["M4 7h16M4 12h16M4 17h10"],
  hide: ["M9 5H5v14h4M15 8l4 4-4 4M19 12H9"],
  copy: ["M9 9h11v11H9zM15 9V4H4v11h5"],
};

/** A line icon that screen readers pass over; the words beside it speak. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

/** Opens a dialog with a heading and a button that closes it; it is gone once closed. */
export function openDialog(title, ...children) {
  const dialog = el("dialog", { class: "dialog", "aria-label": title, onclose: () => dialog.remove() },
    el("header", { class: "dialog__head" }, el("h2", {}, title),
      el("button", { class: "tool", type: "button", "aria-label": "Tutup", onclick: () => dialog.close() }, icon("close"))),
    ...children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Words for screen readers only. */
export const spoken = (text) => el("span", { class: "spoken" }, text);

export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

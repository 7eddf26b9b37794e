/** The trial server, as JSON over HTTP. */

import { lifted } from "./press.js";

/** The server said no; the message is worded for people. */
export class Refused extends Error {
  constructor(status, galat) {
    super(galat ?? `Server menjawab ${status}.`);
    this.status = status;
  }
}

async function call(path, options) {
  const reply = await fetch(path, { cache: "no-store", ...options });
  const isJson = reply.headers.get("content-type")?.startsWith("application/json");
  const body = isJson ? await reply.json() : null;
  await lifted(); // what an answer changes on the page must not move what is being pressed
  if (!reply.ok) throw new Refused(reply.status, body?.galat);
  return body;
}

const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const phone = (id, action) => `/trial/phones/${id}/${action}`;

export const readPhones = () => call("/trial/phones");
export const readClock = () => call("/trial/clock");
export const moveClock = (move) => post("/trial/clock", move);
export const readBoard = () => call("/trial/papan");
export const readBeginning = () => call("/trial/beginning");
export const startOver = () => post("/trial/restart", {});
export const readTours = () => call("/trial/tours");
export const readTour = (name) => call(`/trial/tours/${encodeURIComponent(name)}`);

export async function readMessages(id) {
  const body = await call(phone(id, "messages"));
  return Array.isArray(body) ? body : body.messages;
}

export const readCommands = (id) => call(phone(id, "commands"));
export const markRead = (id) => post(phone(id, "read"), {});
export const sendText = (id, text) => post(phone(id, "send"), { text });

/** Sends one file; several that go together name the same album. */
export function sendFile(id, file, album) {
  const form = new FormData();
  form.append("file", file, file.name);
  if (album) form.append("album", album);
  return call(phone(id, "send"), { method: "POST", body: form });
}

export const fillSheet = (id, values) => post(phone(id, "sheet"), { values });
export const tap = (id, messageId, label) => post(phone(id, "tap"), { message_id: messageId, label });
export const block = (id, blocked) => post(phone(id, "block"), { blocked });

/** Makes the next message to this phone fail as a busy Telegram would. */
export const failNextSend = (id) =>
  post("/trial/faults", { method: "sendMessage", chat_id: id, times: 1, status: 429, retry_after: 2 });

/** Listens for hints; `onOpen` also runs after every reconnect, so nothing missed stays missed. */
export function listen({ onOpen, onLost, onHint }) {
  const source = new EventSource("/trial/events");
  source.onopen = onOpen;
  source.onerror = onLost;
  source.onmessage = (event) => onHint(JSON.parse(event.data));
  return source;
}

/** Puts the page together and keeps it in step with the trial server. */

import * as api from "./api.js";
import { FirstStep, noteRestart, offerFresh, takePlanned } from "./beginning.js";
import { Board } from "./board.js";
import { OfficeClock } from "./clock.js";
import { el, icon } from "./dom.js";
import { People } from "./people.js";
import { Tour } from "./tour.js";

const byId = (id) => document.getElementById(id);
const PEOPLE_LATER = 250; // milliseconds; a fan-out to forty phones is one reading of the list

const people = new People(byId("phones"), byId("people"), () => moved());
const clock = new OfficeClock(byId("clock"), byId("clock-moves"), () => people.zone, (refusal) => say(`Jam tidak dapat dimajukan. ${refusal.message}`));
const first = new FirstStep(byId("first"), people);
const board = new Board(byId("board"), (begun) => first.note(begun));
const tour = new Tour(byId("tour"), { people, clock });
let pending = null;

byId("actions").append(
  el("button", { class: "button button--primary", type: "button", id: "play", onclick: () => tour.offer() }, icon("play"), "Putar contoh"),
  el("button", { class: "button button--quiet", type: "button", id: "fresh", onclick: () => offerFresh().catch((reason) => say(reason.message)) }, icon("restart"), "Ulang dari awal"));

function say(text) {
  const [phone] = people.shown;
  phone?.notices.toast(text, "bad");
}

/** Other phones are on the table, perhaps those of another office. */
function moved() {
  byId("office").textContent = people.office || board.office || "Kantor contoh";
  clock.draw();
  first.draw();
}

async function readPeople() {
  await people.load(await api.readPhones());
}

async function readAll() {
  byId("offline").hidden = true;
  await clock.refresh();
  await Promise.all([readPeople(), board.refresh()]);
  await first.refresh();
  moved();
  document.documentElement.dataset.ready = "yes";
  const planned = takePlanned();
  if (planned) tour.play(planned);
}

function readLater() {
  pending ??= setTimeout(() => {
    pending = null;
    Promise.all([api.readPhones().then((list) => people.note(list)), board.refresh(), first.refresh()]).catch(() => {});
  }, PEOPLE_LATER);
}

api.listen({
  onOpen: () => readAll().catch((reason) => say(reason.message)),
  onLost: () => { byId("offline").hidden = false; },
  onHint: ({ chat, clock: ticked, papan, restarted }) => {
    if (restarted) noteRestart();
    if (ticked) clock.refresh().catch(() => {});
    if (chat) people.changed(chat).catch(() => {});
    if (papan) board.refresh().then(moved);
    else readLater();
  },
});

/** One step of a scenario played on the page; the rules are those of bot/trial/scenario.py. */

import { wait } from "./dom.js";
import { shownText } from "./message.js";

export const EVERYONE = "setiap pegawai";
const PATIENCE = 20_000; // milliseconds
const ALERT_READING = 2200; // milliseconds
const PAPER_READING = 4000; // milliseconds
const LOOK = 60; // milliseconds between two looks
const SAMPLE_TYPES = { pdf: "application/pdf", png: "image/png" };

export class AdeganFailed extends Error {}

export class Stopped extends Error {}

/** Whether a label starts with these words, a pictograph before them skipped. */
export const startsWith = (label, words) => label.startsWith(words) || label.replace(/^[^\p{L}\p{N}]+/u, "").startsWith(words);

export function findButton(messages, { tekan, pada }) {
  for (const message of messages.toReversed()) {
    if (pada && !shownText(message).includes(pada)) continue;
    const label = (message.buttons ?? []).flat().find((one) => startsWith(one, tekan));
    if (label !== undefined) return { message, label };
  }
  return null;
}

export function findPerson(everyone, who) {
  const wanted = who.toLowerCase();
  const names = (person) => [person.kunci, person.jabatan, person.name].filter(Boolean).map((name) => String(name).toLowerCase());
  for (const test of [(name) => name === wanted, (name) => name.includes(wanted)]) {
    const found = everyone.filter((person) => names(person).some(test));
    if (found.length === 1) return found[0];
  }
  throw new AdeganFailed(`Tidak ditemukan tepat satu orang untuk «${who}».`);
}

/** `stage` has people, kantor (whose people are meant, if set), clock, pause(ms), point(element) and stopped(). */
export class Turn {
  #step;
  #stage;

  constructor(step, stage) {
    this.#step = step;
    this.#stage = stage;
  }

  async play() {
    if (this.#step.jam) await this.#moveClock();
    const { siapa } = this.#step;
    const { kantor, people } = this.#stage;
    const everyone = people.everyone.filter((person) => !kantor || person.kantor === kantor);
    if (siapa === EVERYONE) await this.#performAll(everyone);
    else for (const who of [siapa ?? []].flat()) await this.#perform(findPerson(everyone, who));
  }

  /** Everybody asked, and those whose card came while the others acted. */
  async #performAll(everyone) {
    let waiting = everyone;
    let asked = await this.#everyoneAsked(waiting);
    while (asked.length) {
      for (const person of asked) await this.#perform(person);
      waiting = waiting.filter((person) => !asked.includes(person));
      asked = await this.#asked(waiting);
    }
  }

  async #perform(person) {
    const phone = await this.#stage.people.show(person.user_id);
    await this.#act(phone);
    await this.#look(phone);
    phone.reveal(this.#shown(phone));
  }

  async #asked(everyone) {
    const read = await Promise.all(everyone.map(async (person) => ({ person, messages: await this.#stage.read(person.user_id) })));
    return read.filter(({ messages }) => findButton(messages, this.#step)).map(({ person }) => person);
  }

  async #everyoneAsked(everyone) {
    let before = "";
    const found = await this.#until(async () => {
      const asked = await this.#asked(everyone);
      const state = asked.map(({ user_id }) => user_id).join();
      const settled = state && state === before;
      before = state;
      return settled ? asked : null;
    });
    if (!found) throw new AdeganFailed(`Tidak seorang pun melihat tombol «${this.#step.tekan}».`);
    return found;
  }

  async #act(phone) {
    const { tekan, tulis, lembar, kirim_dokumen: name, buka, blokir } = this.#step;
    if (tekan) await this.#tap(phone);
    else if (tulis) await this.#write(phone, tulis.replace("{besok}", this.#stage.clock.tomorrow));
    else if (lembar) await this.#fillSheet(phone, lembar);
    else if (name) await phone.sendFile(await sample(name));
    else if (buka) await this.#open(phone, buka);
    else if (blokir !== undefined && blokir !== null) await phone.block(blokir);
  }

  /** Opens the newest document with that in its name, lets it be looked at, and closes it. */
  async #open(phone, name) {
    const kept = await this.#until(() => phone.messages.findLast(({ document }) => document?.name.includes(name)));
    if (!kept) throw this.#missing(phone, `dokumen «${name}»`);
    phone.jumpTo(kept.message_id);
    const link = phone.node.querySelector(`[data-message="${kept.message_id}"] .document`);
    await this.#stage.point(link);
    link.click();
    const page = await this.#until(() => document.querySelector(".dialog .page")?.complete && document.querySelector(".dialog .page"));
    if (!page) throw this.#missing(phone, `halaman «${name}»`);
    await this.#stage.pause(PAPER_READING);
    page.closest("dialog").close();
  }

  async #tap(phone) {
    let answer;
    // The card may be redrawn between look and tap; the person would tap what is there then.
    for (let tries = 3; tries && answer === undefined; tries -= 1) answer = await this.#press(phone);
    if (answer?.show_alert) await this.#stage.pause(ALERT_READING);
    phone.notices.dismiss();
    const { jawaban } = this.#step;
    if (jawaban && !answer?.text?.includes(jawaban)) throw new AdeganFailed(`Jawaban tombol berbunyi «${answer?.text ?? ""}», bukan «${jawaban}».`);
  }

  async #press(phone) {
    const key = await this.#until(() => {
      const button = findButton(phone.messages, this.#step);
      return button && phone.keyOf(button.message.message_id, button.label);
    });
    if (!key) throw this.#missing(phone, `tombol «${this.#step.tekan}»`);
    await this.#stage.point(key);
    await phone.refresh();
    const button = findButton(phone.messages, this.#step);
    (button ? phone.keyOf(button.message.message_id, button.label) : key).click();
    return phone.lastTap;
  }

  async #write(phone, text) {
    await this.#stage.point(phone.composer.node);
    phone.composer.draft = "";
    for (const sign of text) {
      phone.composer.draft += sign;
      await this.#stage.pause(28);
    }
    await this.#stage.pause(250);
    await phone.composer.submit();
  }

  async #fillSheet(phone, values) {
    const isSheet = ({ from, document }) => from === "bot" && document?.name.endsWith(".xlsx");
    const sheet = await this.#until(() => phone.messages.findLast(isSheet));
    if (!sheet) throw this.#missing(phone, "lembar Excel dari bot");
    phone.jumpTo(sheet.message_id);
    await this.#stage.pause(700);
    await phone.fillSheet(values);
  }

  async #moveClock() {
    const { jam } = this.#step;
    const { clock } = this.#stage;
    await this.#stage.point(jam === "berikutnya" ? clock.buttons.next : clock.buttons.hour.parentElement);
    if (jam === "berikutnya") await clock.move({ next: true });
    else await clock.move(jam.startsWith("+") ? { advance: jam.slice(1) } : { to: jam });
  }

  async #look(phone) {
    const shows = (text) => phone.messages.some((message) => shownText(message).includes(text));
    for (const text of this.#step.lihat ?? []) {
      if (!(await this.#until(() => shows(text)))) throw this.#missing(phone, `«${text}»`);
    }
    for (const text of this.#step.tidak_lihat ?? []) {
      if (!(await this.#until(() => !shows(text)))) throw new AdeganFailed(`${phone.name} masih melihat «${text}».`);
    }
  }

  /** The newest message that shows what the step promises, if it promises anything. */
  #shown(phone) {
    const [text] = this.#step.lihat ?? [];
    return text && phone.messages.findLast((message) => shownText(message).includes(text));
  }

  #missing(phone, what) {
    return new AdeganFailed(`${phone.name} (${phone.person.jabatan}) tidak melihat ${what}.`);
  }

  async #until(look) {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      if (this.#stage.stopped()) throw new Stopped();
      const found = await look();
      if (found || performance.now() > deadline) return found;
      await wait(LOOK);
    }
  }
}

async function sample(name) {
  const kind = name.split(".").at(-1);
  const reply = await fetch(new URL(`contoh/bukti.${kind}`, import.meta.url));
  return new File([await reply.blob()], name, { type: SAMPLE_TYPES[kind] });
}

// What the widgets of the laboratory have in common. The reader changes a value, step by step: it is shown while it changes, and each
// step can be undone, is kept in the page's address, and is spoken. What a widget needs beyond that is fetched at the first action.

import { messageOf } from "../network/fetch.js";
import { receive, send } from "../pad/messages.js";
import { readAddress, writeAddress } from "../page/address.js";
import { element, query, write } from "../page/elements.js";
import { History } from "../page/history.js";
import { Voice } from "../page/voice.js";
import { backButton, slider } from "./controls.js";

const PAUSE = 700; // milliseconds without a change before a result is spoken

/**
 * @template Value
 * @typedef {object} Settings
 * @property {string} name of the value in the page's address
 * @property {import("../page/address.js").Part} [part] of the address
 * @property {Value} first
 * @property {(value: Value) => string} toText
 * @property {(text: string) => Value | null} fromText null when the text is none of ours
 * @property {string} instead what is said to be there then
 * @property {string} [subject] what the value is called, where that is not its name
 * @property {string} [missing] what is said to be unreadable when what the widget fetches does not come
 */

/** @template {object} Value */
export class Widget {
  body = element("div", { className: "lab-body" });
  trouble = element("p", { className: "lab-trouble" });
  voice = new Voice("lab-spoken", PAUSE);
  #settings;
  #history;
  #frame = 0;
  #failure = ""; // what is said while the last fetch has failed
  /** @type {Promise<boolean> | null} */
  #fetching = null;

  /** @param {Settings<Value>} settings */
  constructor(settings) {
    this.#settings = settings;
    const { value = settings.first, sentence = "" } = this.#shared();
    this.#history = new History(value);
    write(this.trouble, sentence);
    /** While a control is being moved, this is more than the last step. */
    this.value = this.#history.value;
  }

  // for each widget to write

  /** Fetch what is needed beyond the page. Throws an Error when it does not come. @returns {Promise<void>} */
  async load() {}

  /** Show the value. */
  show() {}

  /** What is spoken after each step. */
  inWords() {
    return "";
  }

  // what each widget uses

  /** Fill the place. @param {Element} place */
  open(place) {
    this.show();
    place.replaceChildren(this.body);
    this.fetchAtFirstAction(place);
    addEventListener("hashchange", () => this.#follow());
  }

  /**
   * Two columns, with something below them.
   *
   * @param {string} name @param {(Node | string)[]} left @param {(Node | string)[]} right @param {Node[]} below
   */
  layOut(name, left, right, ...below) {
    this.body.classList.add(name);
    const columns = [element("div", { className: "lab-left" }, ...left), element("div", { className: "lab-right" }, ...right)];
    this.body.append(...columns, ...below, this.voice.element);
  }

  /** The buttons that every widget has, behind some of its own. @param {Node[]} own */
  buttons(...own) {
    return element("div", { className: "lab-row" }, ...own, backButton("Undo", () => this.undo()), backButton("Reset", () => this.reset()));
  }

  /**
   * A slider that changes a part of the value, which becomes a step when it is let go.
   *
   * @param {string} words
   * @param {{ min?: number, max: number, step?: number, show?: (number: number) => string }} settings
   * @param {(number: number) => Partial<Value>} part
   */
  dial(words, settings, part) {
    return slider(words, { min: 0, step: 1, value: 0, ...settings }, (number) => this.change(part(number)), () => this.keep());
  }

  /** Show a part of the value changed, before it is a step. @param {Partial<Value>} part */
  change(part) {
    this.value = { ...this.value, ...part };
    this.#frame ||= requestAnimationFrame(() => this.#showNow());
  }

  /** Make what was changed a step. */
  keep() {
    const { toText } = this.#settings;
    if (toText(this.value) === toText(this.#history.value)) return;
    this.#history.add(this.value);
    this.#settle();
  }

  /** @param {Partial<Value>} part */
  take(part) {
    this.value = { ...this.value, ...part };
    this.keep();
  }

  undo() {
    this.#history.undo();
    this.value = this.#history.value;
    this.#settle();
  }

  reset() {
    this.take(this.#settings.first);
  }

  speak() {
    this.voice.say(() => this.inWords());
  }

  /** Facts about what is shown, as data attributes, for the tests of the page. @param {Record<string, unknown>} facts */
  report(facts) {
    for (const [name, fact] of Object.entries(facts)) this.body.dataset[name] = typeof fact === "string" ? fact : JSON.stringify(fact);
  }

  /**
   * Nothing is fetched before the reader's first action in a place; when it does not come, the next action tries again.
   *
   * @param {Element} place
   */
  fetchAtFirstAction(place) {
    for (const type of ["pointerdown", "keydown", "input"]) place.addEventListener(type, () => this.fetch());
  }

  /** Fetch, once. Whether everything is here. */
  async fetch() {
    this.#fetching ??= this.#load();
    const isHere = await this.#fetching;
    if (!isHere) this.#fetching = null;
    return isHere;
  }

  async #load() {
    const { missing = "The digits" } = this.#settings;
    this.#failure = await this.load().then(() => "", (problem) => `${missing} cannot be read: ${messageOf(problem)}.`);
    write(this.trouble, this.#failure);
    if (!this.#failure) this.show();
    return !this.#failure;
  }

  /**
   * What the page's address says; where that cannot be read, the first value, and a sentence.
   *
   * @returns {{ value?: Value, sentence?: string }}
   */
  #shared() {
    const { name, part, subject = name, first, fromText, instead } = this.#settings;
    const text = readAddress(name, part);
    if (text === null) return {};
    const value = text ? fromText(text) : null;
    return value ? { value } : { value: first, sentence: `The ${subject} in this page's address could not be read, so ${instead}.` };
  }

  /** A link to this page was followed on the page itself: a step as any other. */
  #follow() {
    const { value, sentence = this.#failure } = this.#shared();
    if (!value) return;
    this.take(value);
    write(this.trouble, sentence);
  }

  #settle() {
    const { name, part, first, toText } = this.#settings;
    const text = toText(this.value);
    write(this.trouble, this.#failure);
    writeAddress(name, text === toText(first) ? "" : text, part);
    this.#showNow();
    this.speak();
  }

  #showNow() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.show();
  }
}

/** A widget that reads the drawing on the page's pad. @template {object} Value @extends {Widget<Value>} */
export class PadWidget extends Widget {
  /** For each widget to write: something is on the pad. @param {import("../pad/messages.js").PadState} _state */
  read(_state) {}

  /** @param {Element} place */
  open(place) {
    super.open(place);
    const pad = query(document, ".pad");
    receive(pad, "pad:read", (state) => this.read(state));
    send(pad, "pad:ask", null);
    this.fetchAtFirstAction(pad);
  }
}

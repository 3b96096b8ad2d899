// Is this even a digit? The reader turns a dial from a digit to something that is none, and sees who is still sure of it.

import { describe, element, write } from "../page/elements.js";
import { largest, loadNetwork } from "../network/network.js";
import { SIDE, imageFrom } from "../network/preprocessing.js";
import { Chart, svg } from "./chart.js";
import { Voice, atFirstAct, button, choices, paintGrey, percent, slider } from "./controls.js";
import { loadDigits } from "./digits.js";
import { Bench, KINDS, NOTCHES, SURE, pixelsToTheSide } from "./digit-or-not.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";

const ROOT = new URL("../..", import.meta.url);
const at = (address) => new URL(`generated/${address}`, ROOT).href;
const ADDRESS = "picture";
const NETWORKS = ["plain", "framed", "straightened"];
const COUNT = 1000;
const FIRST = { kind: "noise", notch: 0, index: 0 };
const WORDS = { noise: "noise", nothing: "nothing", letter: "a letter", negative: "its negative", side: "the side" };

/** Fill the place with the widget. In its .lab-given lies the first of the digits, 784 bytes in base64. */
export function open(place) {
  place.replaceChildren(new Doubt(place).body);
}

class Doubt {
  constructor(place) {
    const shared = readAddress(ADDRESS);
    const given = shared && fromText(shared);
    this.steps = new Steps(given ?? FIRST);
    this.setting = this.steps.value; // while the dial is being turned, more than the last step
    this.first = imageFrom({ width: SIDE, height: SIDE, pixels: place.querySelector(".lab-given").textContent.trim() }).pixels;
    this.voice = new Voice();
    this.build();
    if (shared && !given) write(this.trouble, "The picture in this page's address could not be read, so here is a digit.");
    atFirstAct(place, () => this.fetch());
    this.show();
  }

  build() {
    this.picture = describe(element("canvas", { className: "lab-picture lab-shown", width: SIDE, height: SIDE }), { role: "img" });
    this.kind = choices("Turn the dial from a digit to", WORDS, this.setting.kind, (kind) => this.take({ kind }));
    this.kind.box.classList.add("lab-wrapped");
    const settings = { min: 0, max: NOTCHES, step: 1, value: 0, show: (notch) => this.dialInWords(notch) };
    this.dial = slider("The dial", settings, (notch) => this.turn({ notch }), () => this.keep());
    const repair = element(
      "div",
      { className: "lab-row" },
      button("Another digit", () => this.take({ index: (this.setting.index + 1) % COUNT })),
      button("Undo", () => this.undo()),
      button("Reset", () => this.take(FIRST)),
    );
    this.readers = Object.fromEntries(NETWORKS.map((name) => [name, buildReader(name)]));
    this.count = element("p", { className: "lab-quiet", textContent: "Turn the dial, and the same is done to 1,000 digits." });
    const share = (number) => percent(number, 0);
    this.chart = new Chart({
      x: { from: 0, to: 1, ticks: [0, 0.5, 1], show: share, name: "the dial" },
      y: { from: 0, to: 1, ticks: [0, 0.5, 1], show: share, name: "sure of" },
      height: 210,
      layers: ["now", "lines"],
    });
    this.trouble = element("p", { className: "lab-trouble" });
    this.body = element(
      "div",
      { className: "lab-body lab-doubt" },
      element("div", { className: "lab-left" }, this.picture, this.dial.row, this.kind.box, repair, this.trouble),
      element(
        "div",
        { className: "lab-right" },
        element("ul", { className: "lab-readers" }, ...Object.values(this.readers).map(({ row }) => row)),
        element("div", { className: "lab-card" }, this.count, element("ul", { className: "lab-crowd" }, ...Object.values(this.readers).map(({ crowd }) => crowd)), this.chart.element),
      ),
      this.voice.element,
    );
  }

  dialInWords(notch) {
    return this.setting.kind === "side" ? `${pixelsToTheSide(notch)} pixels` : percent(notch / NOTCHES, 0);
  }

  // what the reader does

  turn(part) {
    this.setting = { ...this.setting, ...part };
    write(this.trouble, "");
    this.show();
  }

  keep() {
    if (this.setting === this.steps.value) return;
    this.steps.take(this.setting);
    this.settle();
  }

  take(part) {
    this.turn(part);
    this.keep();
  }

  undo() {
    this.steps.undo();
    this.setting = this.steps.value;
    this.show();
    this.settle();
  }

  settle() {
    writeAddress(ADDRESS, toText(this.setting));
    this.voice.say(this.inWords());
    this.readOn();
  }

  async fetch() {
    try {
      const [digits, { letters }, ...networks] = await Promise.all([
        loadDigits(at("laboratory/digits.bin")),
        fetch(at("laboratory/letters.json")).then((response) => response.json()),
        ...NETWORKS.map((name) => loadNetwork(at(`networks/${name}.json`))),
      ]);
      const images = letters.map(({ pixels }) => imageFrom({ pixels, width: SIDE, height: SIDE }).pixels);
      this.bench = new Bench(digits, images, Object.fromEntries(NETWORKS.map((name, index) => [name, networks[index]])));
    } catch (problem) {
      write(this.trouble, `The digits cannot be read: ${problem.message}.`);
      return false;
    }
    this.show();
    this.voice.say(this.inWords());
    return true;
  }

  /** Read all the pictures, a few at a time, those at the present setting first: meanwhile the page can be used. */
  readOn() {
    if (!this.bench || this.reading) return;
    this.reading = setTimeout(() => {
      this.reading = null;
      const { kind, notch } = this.setting;
      const notches = Array.from({ length: NOTCHES + 1 }, (_, each) => each).sort((a, b) => Math.abs(a - notch) - Math.abs(b - notch));
      if (!notches.some((each) => this.bench.readSome(kind, each))) return;
      this.showCrowd();
      this.readOn();
    });
  }

  // what is to be seen

  show() {
    const { kind, notch } = this.setting;
    this.kind.choose(kind);
    this.dial.set(notch);
    if (!this.bench) {
      // Before the first act there is one digit, and it is as it was written.
      paintGrey(this.picture, this.first);
      this.picture.setAttribute("aria-label", "A digit, as it was written");
      return;
    }
    const { index } = this.setting;
    const picture = this.bench.picture(kind, notch, index);
    paintGrey(this.picture, picture);
    this.picture.setAttribute("aria-label", `A ${this.bench.digits.labels[index]}, ${this.dialInWords(notch)} of the way to ${WORDS[kind]}`);
    const outputs = this.bench.outputs(kind, notch, index);
    for (const name of NETWORKS) showReader(this.readers[name], outputs[name]);
    this.body.dataset.outputs = JSON.stringify(outputs);
    this.showCrowd();
    this.readOn();
  }

  showCrowd() {
    const { kind, notch } = this.setting;
    const { done, sure, right } = this.bench.result(kind, notch);
    const all = this.bench.digits.count;
    write(this.count, `The same done to ${done.toLocaleString("en")} digits${done < all ? " so far" : ""}. An output above ${SURE} is called sure:`);
    for (const name of NETWORKS) write(this.readers[name].number, `${sure[name]} sure, ${right[name]} right`);
    const known = Array.from({ length: NOTCHES + 1 }, (_, each) => [each, this.bench.result(kind, each)]).filter(([, result]) => result.done === all);
    const curve = (name) => known.map(([each, result]) => [each / NOTCHES, result.sure[name] / all]);
    this.chart.draw("lines", ...NETWORKS.map((name) => this.chart.path(curve(name), `lab-line lab-${name}`)));
    this.chart.draw("now", this.chart.path([[notch / NOTCHES, 0], [notch / NOTCHES, 1]], "lab-here"));
    this.chart.element.setAttribute("aria-label", this.chartInWords(kind, known));
    Object.assign(this.body.dataset, { done: `${kind} ${notch} ${done}`, sure: JSON.stringify(sure), right: JSON.stringify(right), known: known.length });
  }

  chartInWords(kind, known) {
    const ends = [known[0], known.at(-1)].filter(Boolean).map(([each, { sure }]) => `at ${percent(each / NOTCHES, 0)} ${NETWORKS.map((name) => `${name} ${sure[name]}`).join(", ")}`);
    return `How many of a thousand pictures each network is sure of, from a digit to ${WORDS[kind]}: ${ends.join("; ")}`;
  }

  inWords() {
    if (!this.bench) return "";
    return NETWORKS.map((name) => `${name} ${this.readers[name].said.textContent}`).join(". ");
  }
}

function buildReader(name) {
  const said = element("span", { className: "lab-said", textContent: "–" });
  const columns = Array.from({ length: 10 }, (_, digit) => {
    const bar = describe(element("span", { className: "lab-column" }), { "aria-hidden": "true" });
    const number = element("span", { className: "lab-number", textContent: "–" });
    return { bar, number, row: element("li", {}, bar, element("span", { className: "lab-digit", textContent: digit }), number) };
  });
  const list = describe(element("ol", { className: "lab-columns", role: "list" }, ...columns.map(({ row }) => row)), { "aria-label": `The ten outputs of ${name}` });
  const row = element("li", {}, element("p", {}, element("b", { textContent: name }), " ", said), list);
  const number = element("span", { className: "lab-count", textContent: "–" });
  const sample = svg("svg", { class: "lab-sample", viewBox: "0 0 30 10", "aria-hidden": "true" }, svg("path", { class: `lab-line lab-${name}`, d: "M0 5H30" }));
  return { said, columns, row, number, crowd: element("li", {}, sample, element("span", { textContent: name }), number) };
}

function showReader({ said, columns }, outputs) {
  const digit = largest(outputs);
  const most = outputs[digit];
  write(said, `says ${digit} at ${most.toFixed(2)}: ${most > SURE ? "sure" : "not sure"}`);
  said.classList.toggle("lab-sure", most > SURE);
  columns.forEach(({ bar, number, row }, index) => {
    bar.style.setProperty("--share", outputs[index]);
    write(number, outputs[index].toFixed(2));
    row.classList.toggle("lab-chosen", index === digit);
  });
}

/** A setting as an address says it: kind, notch of the dial, number of the digit. "" for the first one. */
function toText({ kind, notch, index }) {
  const text = [kind, notch, index].join(".");
  return text === [FIRST.kind, FIRST.notch, FIRST.index].join(".") ? "" : text;
}

function fromText(text) {
  const [, kind, notch, index] = /^([a-z]+)\.(\d{1,2})\.(\d{1,3})$/.exec(text) ?? [];
  return KINDS.includes(kind) && Number(notch) <= NOTCHES ? { kind, notch: Number(notch), index: Number(index) } : null;
}

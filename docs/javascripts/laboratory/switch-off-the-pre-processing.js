// Switch off the pre-processing: the reader leaves out stages, and sees what the network sees then, and what it makes of it.

import { describe, element, write } from "../page/elements.js";
import { largest, loadNetwork } from "../network/network.js";
import { prepare } from "../network/preprocessing.js";
import { wholePad } from "../pad/strokes.js";
import { Voice, atFirstAct, button, choices, digitBars, percent, pictures, tick } from "./controls.js";
import { loadDigits } from "./digits.js";
import { Steps, readAddress, writeAddress } from "./keeping.js";
import { CHOICES, STAGES, Sheets, everyWay, sheetOf } from "./stages.js";

const ROOT = new URL("../..", import.meta.url);
const at = (address) => new URL(`generated/${address}`, ROOT).href;
const ADDRESS = "stages";
const NETWORKS = ["straightened", "framed"];
const FIRST = { stages: STAGES, network: "straightened" };
const WORDS = { scale: "Scale the ink to one size", centre: "Move it to the middle", straighten: "Make it upright" };
const SHOWN = 12; // of the thousand
const BREATH = 40; // milliseconds of reading before the page gets its turn

/** Fill the place with the widget, which listens to the pad of the page. */
export function open(place) {
  const workshop = new Workshop(place);
  place.replaceChildren(workshop.body);
  const pad = document.querySelector(".pad");
  pad.addEventListener("pad:read", ({ detail }) => workshop.hear(detail));
  pad.dispatchEvent(new CustomEvent("pad:ask"));
  atFirstAct(pad, () => workshop.fetch());
}

class Workshop {
  networks = {};

  constructor(place) {
    this.steps = new Steps(fromText(readAddress(ADDRESS, "search")) ?? FIRST);
    this.voice = new Voice();
    this.build();
    atFirstAct(place, () => this.fetch());
    this.show();
  }

  get choice() {
    return this.steps.value;
  }

  build() {
    this.ticks = STAGES.map((stage) => tick(WORDS[stage], (ticked) => this.take({ stages: STAGES.filter((each) => (each === stage ? ticked : this.choice.stages.includes(each))) })));
    this.network = choices("Which network reads", { straightened: "straightened", framed: "framed" }, this.choice.network, (network) => this.take({ network }));
    this.way = pictures("Your drawing, stage by stage", STAGES.length + 1);
    this.yours = element("p", { className: "lab-lit" });
    this.outputs = digitBars("The ten outputs for your drawing");
    this.trouble = element("p", { className: "lab-trouble" });
    this.score = element("p", { className: "lab-score" });
    this.some = pictures("Some of the digits, as the network sees them now", SHOWN);
    this.rungs = CHOICES.map((stages) => {
      const [bar, number] = [element("span", { className: "lab-bar" }), element("span", { className: "lab-number", textContent: "–" })];
      return { stages, bar, number, row: element("li", {}, element("span", { textContent: stages.join(" + ") || "nothing" }), bar, number) };
    });
    this.body = element(
      "div",
      { className: "lab-body lab-stages" },
      element(
        "div",
        { className: "lab-left" },
        ...this.ticks.map(({ box }) => box),
        this.network.box,
        element("div", { className: "lab-row" }, button("Undo", () => this.undo()), button("Reset", () => this.take(FIRST))),
        element("div", { className: "lab-card" }, element("p", { className: "lab-quiet", textContent: "Your drawing, on its way through the stages" }), this.way.list, this.yours, this.outputs.list),
      ),
      element(
        "div",
        { className: "lab-right" },
        element(
          "div",
          { className: "lab-card" },
          element("p", { className: "lab-quiet", textContent: "1,000 digits, small or large, anywhere on a sheet" }),
          this.score,
          describe(element("ol", { className: "lab-bars lab-rungs", role: "list" }, ...this.rungs.map(({ row }) => row)), { "aria-label": "Read rightly, for every choice of stages" }),
          element("p", { className: "lab-quiet", textContent: "Some of them, as the network sees them now, and its answers:" }),
          this.some.list,
        ),
      ),
      this.trouble,
      this.voice.element,
    );
  }

  // what the reader does

  take(part) {
    this.steps.take({ ...this.choice, ...part });
    this.settle();
  }

  undo() {
    this.steps.undo();
    this.settle();
  }

  settle() {
    writeAddress(ADDRESS, toText(this.choice), "search");
    this.show();
    this.voice.say(`${this.score.textContent} ${this.yours.textContent}`);
  }

  // what comes from elsewhere

  hear({ marks }) {
    this.drawing = marks.length ? wholePad(marks) : null;
    this.showDrawing();
  }

  async fetch() {
    try {
      const [digits, ...networks] = await Promise.all([loadDigits(at("laboratory/digits.bin")), ...NETWORKS.map((name) => loadNetwork(at(`networks/${name}.json`)))]);
      NETWORKS.forEach((name, index) => (this.networks[name] = networks[index]));
      this.sheets = new Sheets(digits, this.networks);
      this.ways = Array.from({ length: SHOWN }, (_, index) => everyWay(sheetOf(digits, index)));
    } catch (problem) {
      write(this.trouble, `The digits cannot be read: ${problem.message}.`);
      return false;
    }
    write(this.trouble, "");
    this.showDrawing();
    this.readOn();
    return true;
  }

  // what is to be seen

  show() {
    const { stages, network } = this.choice;
    this.ticks.forEach(({ set }, index) => set(stages.includes(STAGES[index])));
    this.rungs.forEach(({ row, stages: rung }) => row.setAttribute("aria-current", rung.join() === stages.join()));
    this.network.choose(network);
    this.showDrawing();
    this.showSheets();
  }

  /** All sheets, a few at a time: meanwhile the page can be used, and shows what is known so far. */
  readOn() {
    const end = performance.now() + BREATH;
    let more = true;
    while (more && performance.now() < end) more = this.sheets.readSome();
    this.showSheets();
    if (more) setTimeout(() => this.readOn());
    else this.voice.say(`${this.score.textContent} ${this.yours.textContent}`);
  }

  showDrawing() {
    const { stages, network } = this.choice;
    const reader = this.networks[network];
    if (!this.drawing || !reader) return write(this.yours, this.drawing ? "The networks are on their way." : "Draw one on the pad above.");
    const done = STAGES.map((_, index) => stages.filter((stage) => STAGES.indexOf(stage) <= index));
    const images = [[], ...done].map((some) => prepare(this.drawing, "straightened", some));
    const names = ["drawn", ...STAGES.map((stage) => (stages.includes(stage) ? stage : "left out"))];
    this.way.show(images.map((pixels, index) => ({ pixels, words: names[index], name: `Your drawing: ${names[index]}` })));
    const outputs = reader.forward(images.at(-1));
    write(this.yours, `${network} reads a ${largest(outputs)}, at ${Math.max(...outputs).toFixed(2)}.`);
    this.outputs.show(outputs, Array.from(outputs, (output) => output.toFixed(2)));
    this.body.dataset.outputs = JSON.stringify([...outputs]);
  }

  showSheets() {
    if (!this.sheets) return write(this.score, "Change something, and they come.");
    const { network } = this.choice;
    const { digits, done, answers } = this.sheets;
    const shares = this.rungs.map((_, choice) => this.sheets.right(network, choice));
    this.rungs.forEach(({ bar, number }, choice) => {
      bar.style.setProperty("--share", shares[choice]);
      write(number, percent(shares[choice]));
    });
    const chosen = CHOICES.findIndex((stages) => stages.join() === this.choice.stages.join());
    write(this.score, `${percent(shares[chosen])} right${done < digits.count ? ` of the first ${done}` : ""}`);
    this.some.show(
      this.ways.slice(0, done).map((pixels, index) => {
        const [given, label] = [answers[network][chosen][index], digits.labels[index]];
        return { pixels: pixels[chosen], words: `${given} ${given === label ? "✓" : "✗"}`, name: `a ${label}, read as ${given}` };
      }),
    );
    Object.assign(this.body.dataset, { done, right: shares[chosen], all: JSON.stringify(shares) });
  }
}

/** The choice as an address says it: the network and the stages. "" for the first choice. */
function toText({ stages, network }) {
  const text = [network, ...stages].join(".");
  return text === [FIRST.network, ...FIRST.stages].join(".") ? "" : text;
}

function fromText(text) {
  const [network, ...stages] = (text ?? "").split(".");
  const known = NETWORKS.includes(network) && stages.join() === STAGES.filter((stage) => stages.includes(stage)).join();
  return known ? { stages, network } : null;
}

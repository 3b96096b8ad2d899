// The recorder of "From 3 to 8": the picture after each stroke, and what each stroke changed in the network.

import { largest, last, sum } from "../network/arrays.js";
import { SIDE } from "../network/preprocessing.js";
import { element, write } from "../page/elements.js";
import { tenths } from "../page/format.js";
import { paintGrey } from "../page/paint.js";
import { bars, quiet, roving } from "./controls.js";
import { contributions, forwardPasses } from "./three-to-eight.js";

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {import("../network/network.js").ForwardPass} ForwardPass */

export class Recorder {
  words = "";
  #film = element("div", { className: "lab-film", role: "group", "aria-label": "The recorder: the picture after each stroke" });
  #turn = element("p", { className: "lab-lit" });
  #outputs = bars("The ten outputs at this moment; a line marks where they were before");
  outputs = this.#outputs.list;
  #pulls = bars("What each neuron of hidden layer 2 brought towards the 8", [...Array(16).keys()], { list: "lab-pulls", bar: "lab-pull" });
  box = element("div", { className: "lab-card lab-recorder" },
    element("div", {}, quiet("The recorder: choose a moment."), this.#film, this.#turn),
    element("div", {},
      quiet("What each neuron of hidden layer 2 brought to output 8, less what it brought to output 3, since the stroke before:"),
      this.#pulls.list),
  );
  #report;
  #say;

  /**
   * @param {(facts: Record<string, unknown>) => void} report
   * @param {(words: string) => void} say called when the reader has chosen a moment
   */
  constructor(report, say) {
    this.#report = report;
    this.#say = say;
  }

  /** Before there is a network: the start, and what is known of it. @param {Float64Array} pixels @param {number[]} outputs */
  begin(pixels, outputs) {
    this.#film.replaceChildren(buildTile(pixels, 0, `says ${largest(outputs)}`, () => {}));
    this.#showMoment(0, [outputs], []);
  }

  /**
   * Show the last moment.
   *
   * @param {Network} network @param {Float64Array[]} pictures the start, and after each stroke @param {boolean} framed first
   */
  show(network, pictures, framed) {
    const passes = forwardPasses(network, pictures, framed);
    const choose = (/** @type {number} */ moment) => this.#choose(network, passes, moment);
    const tiles = pictures.map((pixels, moment) => {
      const isEmpty = !pixels.some((light) => light);
      return buildTile(pixels, moment, isEmpty ? "empty" : `says ${largest(last(passes[moment].activations))}`, () => {
        choose(moment);
        this.#say(this.words);
      });
    });
    roving(tiles, () => this.#film);
    this.#film.replaceChildren(...tiles);
    this.#film.scrollLeft = this.#film.scrollWidth;
    choose(pictures.length - 1);
  }

  /** Show what the stroke of a moment changed. @param {Network} network @param {ForwardPass[]} passes @param {number} moment */
  #choose(network, passes, moment) {
    const record = passes.map(({ activations }) => [...last(activations)]);
    const pulls = contributions(network, passes[Math.max(0, moment - 1)], passes[moment]);
    this.#showMoment(moment, record, [...pulls]);
    this.#report({ moment, pulls: [...pulls], record });
  }

  /** @param {number} moment @param {number[][]} record the outputs at each moment @param {number[]} pulls none before there is a network */
  #showMoment(moment, record, pulls) {
    [...this.#film.children].forEach((tile, index) => tile.setAttribute("aria-pressed", String(index === moment)));
    const [before, now] = [record[Math.max(0, moment - 1)], record[moment]];
    this.#outputs.showOutputs(now, before);
    const widest = Math.max(1, ...pulls.map(Math.abs));
    const most = largest(pulls);
    this.#pulls.rows.forEach(({ bar, number, row }, neuron) => {
      const pull = pulls[neuron] ?? 0;
      bar.style.setProperty("--pull", String(pull / widest));
      bar.classList.toggle("lab-against", pull < 0);
      write(number, tenths(pull));
      row.classList.toggle("lab-chosen", moment > 0 && neuron === most && pull > 0);
    });
    this.words = turnInWords(moment, largest(before), largest(now), pulls);
    write(this.#turn, this.words);
  }
}

/** @param {Float64Array} pixels @param {number} moment @param {string} says @param {() => void} onclick */
function buildTile(pixels, moment, says, onclick) {
  const canvas = element("canvas", { width: SIDE, height: SIDE });
  paintGrey(canvas, pixels);
  const label = `${moment ? `After stroke ${moment}` : "The start"}: ${says}`;
  const tile = element("button", { className: "lab-tile", type: "button", "aria-pressed": false, "aria-label": label, onclick });
  tile.append(canvas, element("span", { className: "lab-says", textContent: says }));
  return tile;
}

/** @param {number} moment @param {number} before @param {number} now the answers @param {number[]} pulls */
function turnInWords(moment, before, now, pulls) {
  if (!moment) return "Before the first stroke. Nothing was brought yet.";
  const turned = before === now ? `Stroke ${moment}: still ${now}.` : `Stroke ${moment} turned the answer from ${before} to ${now}.`;
  const neuron = largest(pulls);
  if (pulls[neuron] <= 0) return `${turned} No neuron brought anything towards the 8.`;
  const all = tenths(sum(pulls));
  return `${turned} Neuron ${neuron} brought most towards the 8: ${tenths(pulls[neuron])} of ${all} in all.`;
}

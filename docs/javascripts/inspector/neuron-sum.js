// The sum of one neuron, beside the pad: what comes in, the bias, the sum, and what the activation function makes of it.

import { button, element, write } from "../page/elements.js";
import { decimal, signed } from "../page/format.js";
import { ActivationCurve } from "./activation-curve.js";
import { neuronName } from "./contributions.js";

export class NeuronSum {
  #title = element("p", { className: "inside-sum-of" });
  #rows = Array.from({ length: 4 }, () => ({ name: element("dt"), number: element("dd") }));
  #curve = new ActivationCurve();
  #release;
  body;

  /**
   * @param {() => void} release called when the reader has seen enough
   * @param {() => void} open called when the reader wants all of the sum
   */
  constructor(release, open) {
    this.#release = button("Let go", "inside-release", release);
    const acts = element("div", { className: "inside-acts" }, button("The whole sum", "inside-open", open), this.#release);
    const list = element("dl", {}, ...this.#rows.flatMap(({ name, number }) => [name, number]));
    this.body = element("div", { className: "inside-account", hidden: true }, this.#title, list, this.#curve.body, acts);
  }

  /**
   * @param {import("../network/network.js").Network} network
   * @param {import("../network/account.js").Account | null} account null: there is none to be shown
   * @param {boolean} isChosen whether it can be let go
   */
  show(network, account, isChosen) {
    this.body.hidden = !account;
    if (!account) return;
    const { layer, sum, bias, z, activation, squish } = account;
    const name = neuronName(network, account).replace("hidden layer", "layer");
    write(this.#title, name[0].toUpperCase() + name.slice(1));
    const words = [
      [`weights × ${layer === 1 ? "pixels" : "neurons"}`, sum === null ? "–" : signed(sum)],
      ["bias", signed(bias)],
      ["sum z", z === null ? "–" : signed(z)],
      [squish === "sigmoid" ? "σ(z)" : "max(0, z)", activation === null ? "–" : decimal(activation)],
    ];
    words.forEach(([name, number], place) => {
      write(this.#rows[place].name, name);
      write(this.#rows[place].number, number);
    });
    this.#curve.show(squish, z);
    this.#release.hidden = !isChosen;
  }
}

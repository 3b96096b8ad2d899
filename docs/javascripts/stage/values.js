// The numbers that are shown: they ease towards those that the network has found. It knows no page.

const TIME = 40; // milliseconds in which a gap shrinks to a third; after 120 ms little is left of it
const NEAR = 0.003; // what is nearer than this is there

export class Values {
  /** @type {Float32Array[]} what is shown, by layer */
  shown;
  /** @type {Float32Array[]} where it goes */
  #goals;
  /** Whether all of it is there. */
  still = true;

  /** @param {number[]} sizes of the layers */
  constructor(sizes) {
    this.shown = sizes.map((size) => new Float32Array(size));
    this.#goals = sizes.map((size) => new Float32Array(size));
  }

  /** @param {import("../network/network.js").ForwardPass | null} reading null: all go dark */
  aim(reading) {
    this.#goals.forEach((goals, layer) => {
      if (reading) goals.set(reading.activations[layer]);
      else goals.fill(0);
    });
    this.still = false;
  }

  /** Be there at once, from a layer on. */
  arrive(from = 0) {
    for (let layer = from; layer < this.shown.length; layer++) this.shown[layer].set(this.#goals[layer]);
  }

  /** Come nearer. @param {number} milliseconds that have passed */
  step(milliseconds) {
    const share = 1 - Math.exp(-milliseconds / TIME);
    this.still = true;
    this.shown.forEach((shown, layer) => {
      const goals = this.#goals[layer];
      for (let index = 0; index < shown.length; index++) {
        const gap = goals[index] - shown[index];
        if (gap > NEAR || gap < -NEAR) {
          shown[index] += gap * share;
          this.still = false;
        } else shown[index] = goals[index];
      }
    });
  }
}

// Compares what these modules compute with what NumPy computed (nn_core/laboratory/parity_vectors.py). It knows no page.

import { fit, frame, imageFrom, prepare, scale, straighten } from "./preprocessing.js";

/** @typedef {import("./preprocessing.js").PlainImage} PlainImage */
/** @typedef {Record<"fit" | "scale" | "frame" | "straighten", number[]>} Stages */
/** @typedef {PlainImage & { outputs: Record<string, number[]>, stages?: Stages }} Drawing outputs by the name of the network */
/** @typedef {{ prepared: Record<string, (PlainImage & { outputs: number[] })[]>, drawings: Drawing[] }} ParityVectors */

/**
 * The largest difference there is, of each kind.
 *
 * @param {ParityVectors} vectors
 * @param {Record<string, import("./network.js").Network>} networks those that the parity vectors were made with
 */
export function largestDifferences({ prepared, drawings }, networks) {
  /** @type {Record<string, number>} */
  const worst = {};
  /** @param {string} kind @param {Float64Array} got @param {number[]} expected */
  const note = (kind, got, expected) => {
    const differences = Array.from(expected, (number, index) => Math.abs(got[index] - number));
    // A NaN must not pass for a small difference.
    const largest = got.length === expected.length && differences.every(Number.isFinite) ? Math.max(...differences) : Infinity;
    worst[kind] = Math.max(worst[kind] ?? 0, largest);
  };
  for (const [name, network] of Object.entries(networks)) {
    for (const { outputs, ...plain } of prepared[name]) note(`${name} outputs`, network.forward(imageFrom(plain).pixels), outputs);
    for (const { outputs, ...plain } of drawings) {
      note(`${name} outputs of drawings`, network.forward(prepare(imageFrom(plain), network.input)), outputs[name]);
    }
  }
  for (const { stages, ...plain } of drawings) {
    if (!stages) continue;
    const image = imageFrom(plain);
    const framed = frame(image);
    note("fit", fit(image).pixels, stages.fit);
    note("scale", scale(image).pixels, stages.scale);
    note("frame", framed.pixels, stages.frame);
    note("straighten", straighten(framed).pixels, stages.straighten);
  }
  return worst;
}

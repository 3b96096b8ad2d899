// Reading is the way from a drawing to an answer: one image, 784 pixels, three layers, ten numbers. It knows no page.

import { largest } from "./network.js";
import { prepare } from "./preprocessing.js";
import { imageOf } from "./strokes.js";

/** What the network makes of a drawing: {pixels, weightedInputs, activations, outputs, digit}; null when there is no ink. */
export function read(network, marks) {
  const image = imageOf(marks);
  if (!image || !image.pixels.some((ink) => ink > 0)) return null;
  const pixels = prepare(image, network.input);
  const { weightedInputs, activations } = network.forwardPass(pixels);
  const outputs = activations.at(-1);
  return { pixels, weightedInputs, activations, outputs, digit: largest(outputs) };
}

/** The answer as one would say it: "answer 4 at 0.61, next 9 at 0.57". */
export function inWords(outputs) {
  const [first, second] = [...outputs.keys()].sort((a, b) => outputs[b] - outputs[a] || a - b);
  return `answer ${first} at ${outputs[first].toFixed(2)}, next ${second} at ${outputs[second].toFixed(2)}`;
}

// Reading is the way from a drawing to an answer: one image, 784 pixels, three layers, ten numbers. It knows no page.

import { largest } from "../network/network.js";
import { frame, straighten } from "../network/preprocessing.js";
import { imageOf, wholePad } from "./strokes.js";

/** The stages of a drawing, each {pixels, width, height}, 28 x 28: {drawn, framed, straightened}; null when there is no ink. */
export function look(marks) {
  const image = imageOf(marks);
  if (!image?.pixels.some((ink) => ink > 0)) return null;
  const framed = frame(image);
  return { drawn: wholePad(marks), framed, straightened: straighten(framed) };
}

/** What the network makes of a drawing: {pixels, weightedInputs, activations, outputs, digit}; null when there is no ink. */
export function read(network, marks, stages = look(marks)) {
  if (!stages) return null;
  const { pixels } = stages[network.input];
  const { weightedInputs, activations } = network.forwardPass(pixels);
  const outputs = activations.at(-1);
  return { pixels, weightedInputs, activations, outputs, digit: largest(outputs) };
}

/** The answer as one would say it: "answer 4 at 0.61, next 9 at 0.57". */
export function inWords(outputs) {
  const [first, second] = [...outputs.keys()].sort((a, b) => outputs[b] - outputs[a] || a - b);
  return `answer ${first} at ${outputs[first].toFixed(2)}, next ${second} at ${outputs[second].toFixed(2)}`;
}

// Draws the neurons: circles that fill with light, and the ten answers with their digits and bars.

import { middleOf } from "./geometry.js";
import { write } from "./letters.js";
import { COLOURS, circle, shine } from "./light.js";

/** @typedef {import("./geometry.js").Place} Place */
/** @typedef {import("./light.js").Ink} Ink */

const ROOM_FOR_A_NUMBER = 10.5; // the least radius
const RINGS = [0, 0.22]; // when the winner sends out its rings, as shares of the pulse
const TALL_BAR = 30;

/**
 * @typedef {object} Look of one neuron
 * @property {number} value from 0 to 1, as far as it is filled
 * @property {string} words the number in it; "" for none
 * @property {number} light how much of it is seen: less while another one is looked at
 * @property {number} picked how far it is marked as the one looked at
 * @property {boolean} won whether it is the answer
 */

/** @param {Ink} ink @param {Place} place @param {number} layer @param {number} index @param {Look} look @param {string} face */
export function drawNeuron(ink, place, layer, index, { value, words, light, picked, won }, face) {
  const [x, y] = middleOf(place, layer, index);
  const radius = place.radius[layer];
  const colour = won ? "amber" : "cream";
  if (value > 0.5) shine(ink, colour, x, y, radius * (won ? 3.6 : 2.7), (value - 0.5) * 1.1 * light);
  ink.globalAlpha = light;
  circle(ink, x, y, radius);
  ink.fillStyle = "#0d121d";
  ink.fill();
  ink.fillStyle = `rgba(${COLOURS[colour]},${value})`;
  ink.fill();
  ink.lineWidth = 1.2 + picked;
  ink.strokeStyle = `rgba(${COLOURS[colour]},${Math.max(0.3 + 0.6 * value, picked)})`;
  ink.stroke();
  if (words && radius >= ROOM_FOR_A_NUMBER) {
    write(ink, words, x, y + 0.5, { font: `600 ${Math.round(radius * 0.78)}px ${face}`, colour: value > 0.42 ? "#171208" : "#ffffffc4" });
  }
}

/**
 * The digit that an output stands for, and its bar.
 *
 * @param {Ink} ink @param {Place} place @param {number} layer @param {number} index @param {Look} look @param {string} face
 */
export function drawAnswer(ink, place, layer, index, { value, light, won }, face) {
  const [x, y] = middleOf(place, layer, index);
  const { tall, box, radius: { [layer]: radius } } = place;
  const colour = won ? COLOURS.amber : COLOURS.cream;
  ink.globalAlpha = light;
  const [digitX, digitY] = tall ? [x, y + radius + 15] : [x + radius + 20, y + 0.5];
  const font = `${won ? 800 : 500} ${tall ? 17 : Math.round(Math.min(26, radius * 1.3))}px ${face}`;
  ink.globalAlpha = won ? light : light * (0.6 + 0.4 * value);
  write(ink, String(index), digitX, digitY, { font, colour: won ? `rgb(${COLOURS.amber})` : "white" });
  ink.globalAlpha = light;
  const long = tall ? TALL_BAR : Math.max(12, box.x + box.width - x - radius - 38);
  const bar = (/** @type {number} */ share) => {
    const filled = Math.max(6, long * share);
    ink.beginPath();
    if (tall) ink.roundRect(x - 3, y + radius + 28, 6, filled, 3);
    else ink.roundRect(x + radius + 38, y - 3, filled, 6, 3);
    ink.fill();
  };
  ink.fillStyle = "#ffffff14";
  bar(1);
  ink.fillStyle = `rgba(${colour},${won ? 1 : 0.8})`;
  if (value > 0.012) bar(value);
}

/**
 * The rings that the winner sends out.
 *
 * @param {Ink} ink @param {Place} place @param {number} layer @param {number} index @param {number} share of the pulse, from 0 to 1
 */
export function drawPulse(ink, place, layer, index, share) {
  const [x, y] = middleOf(place, layer, index);
  for (const late of RINGS) {
    const grown = (share - late) / (1 - late);
    if (grown <= 0 || grown >= 1) continue;
    ink.globalAlpha = (1 - grown) ** 1.6;
    ink.strokeStyle = `rgb(${COLOURS.amber})`;
    ink.lineWidth = 2.4 - 2 * grown;
    circle(ink, x, y, place.radius[layer] * (1 + 1.2 * (1 - (1 - grown) ** 3)));
    ink.stroke();
  }
  ink.globalAlpha = 1;
}

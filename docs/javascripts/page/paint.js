// Numbers as a picture, a pixel each. Grey: 0 is black and 1 is white in every palette. With a sign: zero is black, bright is large,
// blue is positive, red is negative. The colours are those of nn_core/plots/style.py.

/** @typedef {import("../network/arrays.js").Numbers} Numbers */

const STEPS = 32; // from zero to the largest
const RAMPS = {
  positive: [[0, 0, 0], [0x1e, 0x6f, 0xc4], [0x8f, 0xd0, 0xff]],
  negative: [[0, 0, 0], [0xb8, 0x31, 0x1b], [0xff, 0x6a, 0x4d]],
};
const COLOURS = { positive: ramp(RAMPS.positive), negative: ramp(RAMPS.negative) };

/**
 * Show greys, bytes or numbers up to 1, on a canvas that has a pixel for each.
 *
 * @param {HTMLCanvasElement} canvas @param {Numbers} pixels
 */
export function paintGrey(canvas, pixels) {
  const scale = pixels instanceof Uint8Array ? 1 : 255;
  paint(canvas, (colours) => {
    for (let index = 0; index < pixels.length; index++) colours[index] = 0xff000000 + 0x010101 * Math.round(scale * pixels[index]);
  });
}

/**
 * Show numbers with a sign on a canvas that has a pixel for each.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Numbers} numbers
 * @param {number} limit gets the brightest colour
 */
export function paintSigned(canvas, numbers, limit) {
  paint(canvas, (colours) => {
    for (let index = 0; index < numbers.length; index++) {
      const share = limit ? Math.min(1, Math.abs(numbers[index]) / limit) : 0;
      colours[index] = COLOURS[numbers[index] < 0 ? "negative" : "positive"][Math.round(share * STEPS)];
    }
  });
}

/** @param {HTMLCanvasElement} canvas @param {(colours: Uint32Array) => void} fill sets each pixel's colour, as 0xAABBGGRR */
function paint(canvas, fill) {
  const picture = new ImageData(canvas.width, canvas.height);
  fill(new Uint32Array(picture.data.buffer));
  contextOf(canvas).putImageData(picture, 0, 0);
}

/** @param {HTMLCanvasElement} canvas @param {CanvasRenderingContext2DSettings} [settings] */
export function contextOf(canvas, settings) {
  const context = canvas.getContext("2d", settings);
  if (!context) throw new Error("this browser cannot draw");
  return context;
}

/** @param {number[][]} colours */
function ramp([zero, half, full]) {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const share = (2 * step) / STEPS;
    const [from, to, part] = share < 1 ? [zero, half, share] : [half, full, share - 1];
    const [red, green, blue] = from.map((start, channel) => Math.round(start + part * (to[channel] - start)));
    return 0xff000000 + blue * 0x10000 + green * 0x100 + red;
  });
}

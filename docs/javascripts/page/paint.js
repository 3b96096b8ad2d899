// Numbers as a picture, a cell each. Grey: 0 is black and 1 is white in every palette. With a sign: zero is black, bright is large,
// blue is positive, red is negative with a bar through it. The colours are those of nn_core/plots/style.py.

/** @typedef {import("../network/arrays.js").Numbers} Numbers */

export const CELL = 6; // pixels of the canvas for a number with a sign
const STEPS = 32; // from zero to the largest
const BAR = [2, 3]; // the lines of a cell that a negative number leaves dark: a minus sign
const LEAST = 0.12; // of the largest: what is smaller is too dark for a bar to be seen
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
 * Show numbers on a canvas that has CELL × CELL pixels for each.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Numbers} numbers
 * @param {number} limit gets the brightest colour
 */
export function paintSigned(canvas, numbers, limit) {
  const columns = canvas.width / CELL;
  paint(canvas, (colours) => {
    colours.fill(0xff000000);
    for (let index = 0; index < numbers.length; index++) {
      const number = numbers[index];
      const share = limit ? Math.min(1, Math.abs(number) / limit) : 0;
      const colour = COLOURS[number < 0 ? "negative" : "positive"][Math.round(share * STEPS)];
      const start = Math.floor(index / columns) * CELL * canvas.width + (index % columns) * CELL;
      for (let line = 0; line < CELL; line++) {
        const barred = number < 0 && share > LEAST && BAR.includes(line);
        if (!barred) colours.fill(colour, start + line * canvas.width, start + line * canvas.width + CELL);
      }
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

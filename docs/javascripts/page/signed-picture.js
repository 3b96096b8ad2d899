// Numbers with a sign as a picture: zero is black, bright is large, blue is positive, red is negative with a bar through it.
// The colours are those of nn_core/plots/style.py.

export const CELL = 6; // pixels of the canvas a number
const STEPS = 32; // from zero to the largest
const BAR = [2, 3]; // the lines of a cell that a negative number leaves dark: a minus sign
const LEAST = 0.12; // of the largest: what is smaller is too dark for a bar to be seen
const RAMPS = {
  positive: [[0, 0, 0], [0x1e, 0x6f, 0xc4], [0x8f, 0xd0, 0xff]],
  negative: [[0, 0, 0], [0xb8, 0x31, 0x1b], [0xff, 0x6a, 0x4d]],
};
const COLOURS = { positive: ramp(RAMPS.positive), negative: ramp(RAMPS.negative) };

/** Show numbers, each a cell, on a canvas that has CELL × CELL pixels for each; limit gets the brightest colour. */
export function paintSigned(canvas, numbers, limit) {
  const columns = canvas.width / CELL;
  const picture = new ImageData(canvas.width, canvas.height);
  const words = new Uint32Array(picture.data.buffer);
  words.fill(0xff000000);
  numbers.forEach((number, index) => {
    const share = limit ? Math.min(1, Math.abs(number) / limit) : 0;
    const colour = COLOURS[number < 0 ? "negative" : "positive"][Math.round(share * STEPS)];
    const start = Math.floor(index / columns) * CELL * canvas.width + (index % columns) * CELL;
    for (let line = 0; line < CELL; line++) {
      const barred = number < 0 && share > LEAST && BAR.includes(line);
      if (!barred) words.fill(colour, start + line * canvas.width, start + line * canvas.width + CELL);
    }
  });
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

function ramp([zero, half, full]) {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const share = (2 * step) / STEPS;
    const [from, to, part] = share < 1 ? [zero, half, share] : [half, full, share - 1];
    const [red, green, blue] = from.map((start, channel) => Math.round(start + part * (to[channel] - start)));
    return 0xff000000 + blue * 0x10000 + green * 0x100 + red;
  });
}

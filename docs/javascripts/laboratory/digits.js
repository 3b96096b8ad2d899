// The thousand digits that the laboratory tries everything on: training images, framed, chosen by a seed.
// The file is made by nn_core/laboratory/digits.py, which says what lies in it. This module knows no page.

const FORMAT = "nn_core digits 1";
const NEWLINE = 10;

/** Digits with their labels: image i is 784 bytes, 0 black to 255 white ink; place i is where its ink is on a larger sheet. */
export class Digits {
  constructor({ count, side, sheet }, labels, places, pixels) {
    Object.assign(this, { count, side, sheet, labels, places, pixels });
  }

  image(index) {
    const size = this.side ** 2;
    return this.pixels.subarray(index * size, (index + 1) * size);
  }

  place(index) {
    const [row, column, height, width] = this.places.subarray(4 * index, 4 * index + 4);
    return { row, column, height, width };
  }
}

/** Fetch and unpack the file. Throws an Error that says what is wrong. */
export async function loadDigits(url) {
  const response = await fetch(url).catch(() => {
    throw new Error(`nothing came from ${url}`);
  });
  if (!response.ok) throw new Error(`there are no digits at ${url} (${response.status})`);
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(unpacked).arrayBuffer().catch(() => {
    throw new Error(`the digits at ${url} are damaged`);
  });
  return parseDigits(new Uint8Array(bytes));
}

/** Read the unpacked file. Throws an Error for a damaged or foreign one. */
export function parseDigits(bytes) {
  const end = bytes.indexOf(NEWLINE);
  const header = readHeader(bytes.subarray(0, Math.max(0, end)));
  const { count, side } = header;
  const sizes = [count, 4 * count, count * side ** 2];
  const parts = [];
  let start = end + 1;
  for (const size of sizes) parts.push(bytes.subarray(start, (start += size)));
  if (start !== bytes.length) throw new Error(`these are not the digits: expected ${start} bytes, got ${bytes.length}`);
  return new Digits(header, ...parts);
}

function readHeader(bytes) {
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes));
    if (header.format === FORMAT && [header.count, header.side, header.sheet].every(Number.isInteger)) return header;
  } catch {
    /* said below */
  }
  throw new Error("these are not the digits: their first line is not where it belongs");
}

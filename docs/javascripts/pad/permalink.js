// A drawing fits into a link: quantised, its strokes without the points that a straight line gives anyway, as differences.
// The text is a version and base64url of bytes. It comes from anyone, so reading it trusts nothing. It knows no page.
//
//     bytes = flags, [chosen layer, chosen index], fineness, marks       flags: 1 as drawn (not upright), 2 a neuron is chosen
//     mark  = 2 n, x, y, n - 1 steps (dx, dy)                            a stroke of n points, in units of 2^-fineness pads
//           | 2 number + 1                                               an example, by its place among those of the pad
//
// Every number is a varint: seven bits a byte, the lowest first, the eighth set on all but the last; steps are zigzagged.

const VERSION = "1";
const LONGEST = 2000; // characters: what mail and chat programs leave whole
const MARKS = 200;
const POINTS = 2000;
const EXAMPLES = 1000;
const NEURONS = [784, 16, 16, 10]; // that can be chosen, in each layer
const STEPS = 110; // the coarsest grid has at least as many on the longer side of the ink
const [COARSEST, FINEST] = [6, 14];

/**
 * The text of {marks, upright, chosen}; null when it does not fit, or has a picture that is no example.
 * accept(marks) says whether what would be read back will do: while it does not, the grid is made finer.
 */
export function encode({ marks, upright = true, chosen = null }, accept = () => true) {
  if (marks.some((mark) => mark.image && mark.example === undefined)) return null;
  const first = coarsestGrid(marks);
  for (let fineness = first; fineness <= Math.min(first + 4, FINEST); fineness++) {
    const numbers = [(upright ? 0 : 1) + (chosen ? 2 : 0), ...(chosen ? [chosen.layer, chosen.index] : []), fineness];
    for (const mark of marks) numbers.push(...(mark.image ? [2 * mark.example + 1] : strokeNumbers(mark.points, 2 ** fineness)));
    const bytes = numbers.flatMap(varint);
    if (bytes.length > LONGEST) return null;
    const text = VERSION + toText(bytes);
    const readBack = decode(text);
    if (readBack && accept(readBack.marks)) return text;
  }
  return null;
}

/** What a text says: {marks, upright, chosen}, where a mark is {points} or {example}; null when anything in it is wrong. */
export function decode(text) {
  try {
    if (typeof text !== "string" || text.length > LONGEST || text[0] !== VERSION) return null;
    const numbers = new Numbers(toBytes(text.slice(1)));
    const flags = numbers.next(3);
    const layer = flags & 2 ? numbers.next(NEURONS.length - 1) : null;
    const chosen = layer === null ? null : { layer, index: numbers.next(NEURONS[layer] - 1) };
    const scale = 2 ** numbers.next(FINEST);
    const marks = [];
    for (let points = 0; !numbers.done; ) {
      const head = numbers.next(2 * POINTS + 1);
      const count = head >> 1;
      points += head & 1 ? 0 : count;
      if (marks.length >= MARKS || points > POINTS) throw new RangeError("too much");
      marks.push(head & 1 ? { example: within(count, EXAMPLES) } : { points: strokeOf(numbers, count, scale) });
    }
    return { marks, upright: !(flags & 1), chosen };
  } catch (problem) {
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}

function coarsestGrid(marks) {
  const points = marks.flatMap((mark) => mark.points ?? []);
  const length = (axis) => points.reduce(([low, high], { [axis]: at }) => [Math.min(low, at), Math.max(high, at)], [1, 0]);
  const longer = Math.max(...[0, 1].map(length).map(([low, high]) => high - low));
  return Math.min(FINEST, Math.max(COARSEST, Math.ceil(Math.log2(STEPS / Math.max(longer, 1e-9)))));
}

function strokeNumbers(points, scale) {
  const kept = simplified(points.map((point) => point.map((number) => Math.round(number * scale))));
  const steps = kept.slice(1).flatMap(([x, y], index) => [x - kept[index][0], y - kept[index][1]].map(zigzag));
  return [2 * kept.length, ...kept[0], ...steps];
}

/** Leaves out every point that lies less than one step from the line without it (Douglas and Peucker, 1973). */
function simplified(points) {
  const kept = new Set([0, points.length - 1]);
  const waiting = [[0, points.length - 1]];
  while (waiting.length) {
    const [start, end] = waiting.pop();
    let [farthest, distance] = [null, 1];
    for (let index = start + 1; index < end; index++) {
      const away = distanceToPiece(points[index], points[start], points[end]);
      if (away >= distance) [farthest, distance] = [index, away];
    }
    if (farthest === null) continue;
    kept.add(farthest);
    waiting.push([start, farthest], [farthest, end]);
  }
  return points.filter((_, index) => kept.has(index));
}

function distanceToPiece([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / lengthSquared)) : 0;
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

function strokeOf(numbers, count, scale) {
  if (!count) throw new RangeError("a stroke without points");
  let [x, y] = [numbers.next(scale), numbers.next(scale)];
  const points = [[x / scale, y / scale]];
  while (points.length < count) {
    x = within(x + unzigzag(numbers.next(2 * scale)), scale);
    y = within(y + unzigzag(numbers.next(2 * scale)), scale);
    points.push([x / scale, y / scale]);
  }
  return points;
}

function within(number, most) {
  if (!(number >= 0 && number <= most)) throw new RangeError("a number beyond its bounds");
  return number;
}

/** Reads varints one by one. */
class Numbers {
  #at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  get done() {
    return this.#at >= this.bytes.length;
  }

  /** The next number. Throws a RangeError when there is none, or it is larger than most. */
  next(most) {
    let number = 0;
    for (let place = 0; place < 3; place++) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) break;
      number += (byte & 127) << (7 * place);
      if (byte < 128) return within(number, most);
    }
    throw new RangeError("no number");
  }
}

function varint(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...varint(number >> 7)];
}

function zigzag(number) {
  return number < 0 ? -2 * number - 1 : 2 * number;
}

function unzigzag(number) {
  return number & 1 ? -(number + 1) / 2 : number / 2;
}

function toText(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ "+": "-", "/": "_", "=": "" })[sign]);
}

function toBytes(text) {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new RangeError("not base64url");
  return Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

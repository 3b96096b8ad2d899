// The shape of a network is a row of sizes, from the pixels to the digits; it says how many numbers training has to find.
// It knows no page.

export const PIXELS = 784;
export const DIGITS = 10;
export const MOST_LAYERS = 4;
export const WIDEST = 128;
/** Hidden layers of our own network, which the others are compared with. */
export const OURS = [16, 16];

/** @typedef {number[]} Hidden the widths of the hidden layers */

/** From layer to layer: {from, to, weights, biases, count}. @param {Hidden} hidden */
export function steps(hidden) {
  const sizes = sizesOf(hidden);
  return sizes.slice(1).map((to, index) => {
    const weights = sizes[index] * to;
    return { from: sizes[index], to, weights, biases: to, count: weights + to };
  });
}

/** @param {Hidden} hidden */
export function sizesOf(hidden) {
  return [PIXELS, ...hidden, DIGITS];
}

/** @param {Hidden} hidden */
export function parameterCount(hidden) {
  return steps(hidden).reduce((sum, { count }) => sum + count, 0);
}

const BUDGET = parameterCount(OURS);

/** What can be tried, and whether a shape does it. @type {[words: string, isReached: (hidden: Hidden) => boolean][]} */
export const GOALS = [
  ["Three hidden layers, and fewer parameters than ours", (hidden) => hidden.length === 3 && parameterCount(hidden) < BUDGET],
  [
    "One hidden layer, as wide as it can be without more parameters than ours",
    ([width, ...rest]) => width > 0 && !rest.length && parameterCount([width]) <= BUDGET && parameterCount([width + 1]) > BUDGET,
  ],
  [
    "16 neurons in hidden layer 1, but twice as many parameters as ours",
    (hidden) => hidden[0] === OURS[0] && parameterCount(hidden) >= 2 * BUDGET,
  ],
];

/**
 * What was measured of a shape, or else of the nearest one: as many layers, their widths off by the smallest factors.
 *
 * @template {{ sizes: number[] }} Measured
 * @param {Hidden} hidden
 * @param {Measured[]} measured at least one shape of each depth
 */
export function nearest(hidden, measured) {
  const far = (/** @type {Measured} */ { sizes }) =>
    sizes.slice(1, -1).reduce((sum, width, layer) => sum + Math.abs(Math.log(width / hidden[layer])), 0);
  return measured.filter(({ sizes }) => sizes.length === hidden.length + 2).reduce((best, one) => (far(one) < far(best) ? one : best));
}

/** The shape as people write it, and as an address holds it: 784-16-16-10. @param {Hidden} hidden */
export function shapeToText(hidden) {
  return sizesOf(hidden).join("-");
}

/** The hidden layers of such a text; null when it is none, or larger than the page can draw. @param {string} text */
export function shapeFromText(text) {
  if (!/^\d{1,3}(-\d{1,3}){1,5}$/.test(text)) return null;
  const sizes = text.split("-").map(Number);
  const hidden = sizes.slice(1, -1);
  const known = shapeToText(hidden) === text && hidden.length <= MOST_LAYERS && hidden.every((width) => width >= 1 && width <= WIDEST);
  return known ? hidden : null;
}

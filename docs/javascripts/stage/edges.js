// Which edges are drawn, and how strongly: |weight × activation| decides, in parts of the strongest of its layer. It knows no page.

/** @typedef {import("../network/network.js").Network} Network */
/** @typedef {{ source: number, target: number, strength: number }} Edge into a layer; the strength has the sign of its product */

const KEPT = [24, 12]; // so many edges lead into each neuron of the first layer, and of each later one: its strongest
const LEAST = 0.03; // a weaker edge could not be seen
const STEPS = 64; // sizes are told apart that finely when the strongest are chosen
const MOST = 1600; // edges of a layer, however wide it is

/**
 * The edges into a layer that are worth drawing.
 *
 * @param {Network} network
 * @param {number} layer
 * @param {ArrayLike<number>} activations of the layer before it
 * @param {boolean} byWeight whether an edge is as strong as its weight and not as its product
 * @returns {Edge[]}
 */
export function strongestInto(network, layer, activations, byWeight = false) {
  const { weights } = network.layers[layer - 1];
  const kept = Math.min(KEPT[layer === 1 ? 0 : 1], Math.floor(MOST / weights.length));
  const factor = (/** @type {number} */ source) => (byWeight ? 1 : activations[source]);
  /** @type {Edge[]} */
  const edges = [];
  weights.forEach((row, target) => {
    const least = leastOf(row.length, kept, (source) => Math.abs(row[source] * factor(source)));
    for (let source = 0; source < row.length; source++) {
      const strength = row[source] * factor(source);
      if (strength && Math.abs(strength) >= least) edges.push({ source, target, strength });
    }
  });
  return inParts(edges);
}

/**
 * The size from which on about so many of the numbers are: exact to a step.
 *
 * @param {number} count @param {number} kept @param {(index: number) => number} size
 */
function leastOf(count, kept, size) {
  if (count <= kept) return 0;
  let most = 0;
  for (let index = 0; index < count; index++) most = Math.max(most, size(index));
  if (!most) return 0;
  const many = new Uint16Array(STEPS + 1);
  for (let index = 0; index < count; index++) many[Math.floor((STEPS * size(index)) / most)]++;
  let [step, seen] = [STEPS, many[STEPS]];
  while (step > 1 && seen + many[step - 1] <= kept) seen += many[--step];
  return (step * most) / STEPS;
}

/** Strengths in parts of the strongest; what could not be seen is left out. @param {Edge[]} edges */
function inParts(edges) {
  let most = 0;
  for (const { strength } of edges) most = Math.max(most, Math.abs(strength));
  for (const edge of edges) edge.strength /= most || 1;
  return edges.filter(({ strength }) => Math.abs(strength) >= LEAST);
}

/**
 * The edges into one neuron that count most for it.
 *
 * @param {import("../network/account.js").Account} account
 * @param {number} count of them
 * @param {boolean} byWeight
 * @returns {Edge[]}
 */
export function strongestOf({ index, weights, products }, count, byWeight = false) {
  const strengths = (byWeight ? null : products) ?? weights;
  const order = [...strengths.keys()].sort((a, b) => Math.abs(strengths[b]) - Math.abs(strengths[a])).slice(0, count);
  return inParts(order.map((source) => ({ source, target: index, strength: strengths[source] })));
}

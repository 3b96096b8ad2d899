// The self-test: the page computes what NumPy computed before the site was built, and says how far apart they are.

import { fetchJson, generated, messageOf } from "../network/fetch.js";
import { largestDifferences } from "../network/parity.js";
import { fetchPair } from "./fetch.js";

const TOLERANCE = 1e-6; // the outputs are shown with two decimals

/** Fetch the parity vectors (nn_core/laboratory/parity_vectors.py), and compare. Returns one sentence. */
export async function runSelfTest() {
  try {
    const [vectors, networks] = await Promise.all([fetchJson(generated("parity-vectors.json"), pickVectors), fetchPair()]);
    return selfTest(vectors, networks);
  } catch (problem) {
    return `This can't be checked: ${messageOf(problem)}.`;
  }
}

/** @param {import("../network/parity.js").ParityVectors} plain */
function pickVectors({ prepared: { ...prepared }, drawings: [...drawings] }) {
  return { prepared, drawings };
}

/**
 * @param {import("../network/parity.js").ParityVectors} vectors
 * @param {Record<string, import("../network/network.js").Network>} networks that they were made with, by name
 */
export function selfTest(vectors, networks) {
  const digits = Object.values(vectors.prepared)[0].length;
  const worst = Math.max(...Object.values(largestDifferences(vectors, networks)));
  const each = `for each of ${Object.keys(networks).length} networks`;
  const compared = `On ${digits} prepared digits and ${vectors.drawings.length} drawings, ${each},`;
  const isFar = !(worst <= TOLERANCE); // a NaN is far, too
  if (isFar) return `${compared} this page's outputs are not those of NumPy: they differ by ${inPowers(worst)}. Please tell us.`;
  return `${compared} the outputs of this page differ from those of NumPy by ${worst ? `at most ${inPowers(worst)}` : "nothing at all"}.`;
}

/** 2.2e-16 as 2.2 × 10⁻¹⁶. @param {number} number */
function inPowers(number) {
  const [digits, power] = number.toExponential(1).split("e");
  if (!power) return String(number);
  const superscript = [...power.replace("+", "")].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]));
  return `${digits} × 10${superscript.join("")}`;
}

// The self-test: the page computes what NumPy computed before the site was built, and says how far apart they are.

import { largestDifferences } from "../network/parity.js";

const TOLERANCE = 1e-6; // the outputs are shown with two decimals

/** One sentence on golden vectors (nn_core/laboratory/parity_vectors.py), given the networks that they were made with, by name. */
export function selfTest(golden, networks) {
  const digits = Object.values(golden.prepared)[0].length;
  const worst = Math.max(...Object.values(largestDifferences(golden, networks)));
  const compared = `On ${digits} prepared digits and ${golden.drawings.length} drawings, for each of ${Object.keys(networks).length} networks,`;
  if (!(worst <= TOLERANCE)) return `${compared} this page's outputs are not those of NumPy: they differ by ${inPowers(worst)}. Please tell us.`;
  return `${compared} the outputs of this page differ from those of NumPy by ${worst ? `at most ${inPowers(worst)}` : "nothing at all"}.`;
}

/** 2.2e-16 as 2.2 × 10⁻¹⁶. */
function inPowers(number) {
  const [digits, power] = number.toExponential(1).split("e");
  if (!power) return String(number);
  return `${digits} × 10${[...power].map((sign) => ({ "-": "⁻", "+": "" })[sign] ?? "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]).join("")}`;
}

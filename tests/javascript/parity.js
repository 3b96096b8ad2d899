// Compares the modules of the site with what nn_core computed (tests/browser/golden.py). Runs in Node and in a browser.

/** The largest difference there is, of each kind. modules: everything that network.js and preprocessing.js export. */
export function largestDifferences({ networks, prepared, drawings }, modules) {
  const { parseNetwork, scale, frame, straighten, fit, prepare } = modules;
  const worst = {};
  const note = (kind, got, expected) => {
    const differences = Array.from(expected, (number, index) => Math.abs(got[index] - number));
    // A NaN must not pass for a small difference.
    const largest = got.length === expected.length && differences.every(Number.isFinite) ? Math.max(...differences) : Infinity;
    worst[kind] = Math.max(worst[kind] ?? 0, largest);
  };
  for (const [name, text] of Object.entries(networks)) {
    const network = parseNetwork(text);
    for (const { pixels, outputs } of prepared[name]) note(`${name} outputs`, network.forward(pixels), outputs);
    for (const { width, height, pixels, outputs } of drawings) {
      const image = { pixels: Float64Array.from(pixels), width, height };
      note(`${name} outputs of drawings`, network.forward(prepare(image, network.input)), outputs[name]);
    }
  }
  for (const { width, height, pixels, stages } of drawings) {
    const image = { pixels: Float64Array.from(pixels), width, height };
    const framed = frame(image);
    note("fit", fit(image).pixels, stages.fit);
    note("scale", scale(image).pixels, stages.scale);
    note("frame", framed.pixels, stages.frame);
    note("straighten", straighten(framed).pixels, stages.straighten);
  }
  return worst;
}

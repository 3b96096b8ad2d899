// A neural network is a few layers in a row: each reads the activations of the one before it.
// The twin of nn_core/activations.py, layer.py, network.py and parameters.py. It knows no page.

/** σ(z) = (1 + tanh(z/2)) / 2: squishes any number into the range from 0 to 1, without overflow. */
export function sigmoid(z) {
  return 0.5 * (1 + Math.tanh(0.5 * z));
}

/** max(0, z): keeps what is positive. */
export function relu(z) {
  return Math.max(0, z);
}

export const ACTIVATIONS = { sigmoid, relu };
export const INPUTS = ["framed", "straightened"];

/** n_out neurons that each read n_in activations: a = σ(W a + b). weights[j][k] leads from neuron k to neuron j. */
export class Layer {
  constructor(weights, biases, activation = "sigmoid") {
    this.weights = weights.map((row) => finiteFloats(row, "weights"));
    this.biases = finiteFloats(biases, "biases");
    if (!this.inputs || this.weights.some((row) => row.length !== this.inputs)) {
      throw new RangeError("weights must be plain numbers in rows of equal length");
    }
    if (this.biases.length !== this.neurons) {
      throw new RangeError(`expected one bias for each of the ${this.neurons} rows of weights, got ${this.biases.length}`);
    }
    if (!Object.hasOwn(ACTIVATIONS, activation)) {
      throw new RangeError(`unknown activation ${activation}; known are ${Object.keys(ACTIVATIONS).join(", ")}`);
    }
    this.activation = activation;
  }

  get inputs() {
    return this.weights.length ? this.weights[0].length : 0;
  }

  get neurons() {
    return this.weights.length;
  }

  get parameterCount() {
    return this.neurons * this.inputs + this.neurons;
  }

  /** z = W a + b. */
  weightedInput(activations) {
    if (activations.length !== this.inputs) {
      throw new RangeError(`expected ${this.inputs} activations, got ${activations.length}`);
    }
    return Float64Array.from(this.weights, (row, j) => {
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += row[k] * activations[k];
      return sum + this.biases[j];
    });
  }

  /** a = σ(W a + b): the activations of this layer. */
  forward(activations) {
    return this.weightedInput(activations).map(ACTIVATIONS[this.activation]);
  }
}

/** Layers in a row, from the pixels a⁽⁰⁾ to the output. */
export class Network {
  constructor(layers, input = "framed", card = {}) {
    if (!layers.length) throw new RangeError("a network needs at least one layer");
    for (let l = 1; l < layers.length; l++) {
      if (layers[l].inputs !== layers[l - 1].neurons) {
        const [reads, has] = [layers[l].inputs, layers[l - 1].neurons];
        throw new RangeError(`layer ${l + 1} reads ${reads} activations, but layer ${l} has ${has} neurons`);
      }
    }
    if (!INPUTS.includes(input)) throw new RangeError(`the input must be one of ${INPUTS.join(", ")}, got ${input}`);
    this.layers = layers;
    this.input = input;
    this.card = card;
  }

  get sizes() {
    return [this.layers[0].inputs, ...this.layers.map((layer) => layer.neurons)];
  }

  get parameterCount() {
    return this.layers.reduce((count, layer) => count + layer.parameterCount, 0);
  }

  /** The output activations for one image: pixels from 0 (black) to 1 (white ink). */
  forward(pixels) {
    return this.forwardPass(pixels).activations.at(-1);
  }

  /** Every number on the way: weightedInputs[0] is z of the first hidden layer, activations[0] the image. */
  forwardPass(pixels) {
    const expected = this.layers[0].inputs;
    if (pixels.length !== expected) throw new RangeError(`expected ${expected} pixels, got ${pixels.length}`);
    if (!pixels.every(Number.isFinite)) throw new RangeError("the pixels must be finite numbers");
    const activations = [Float64Array.from(pixels)];
    const weightedInputs = [];
    for (const layer of this.layers) {
      const z = layer.weightedInput(activations.at(-1));
      weightedInputs.push(z);
      activations.push(z.map(ACTIVATIONS[layer.activation]));
    }
    return { weightedInputs, activations };
  }

  /** The index of the most active output neuron: the digit. */
  predict(pixels) {
    return largest(this.forward(pixels));
  }
}

/** The index of the largest number, the first of them if there are several. */
export function largest(numbers) {
  return numbers.reduce((best, number, index) => (number > numbers[best] ? index : best), 0);
}

/** Read the text of a network file, the very file that Python reads. Throws an Error for a damaged or foreign one. */
export function parseNetwork(text) {
  try {
    const plain = JSON.parse(text);
    const layers = plain.layers.map((layer) => new Layer(layer.weights, layer.biases, layer.activation));
    return new Network(layers, plain.input, plain.card);
  } catch (problem) {
    throw new Error(`this is not a network file: ${reason(problem)}`);
  }
}

/** Fetch and read a network file. Throws an Error that says what is wrong. */
export async function loadNetwork(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`there is no network file at ${url} (${response.status})`);
  return parseNetwork(await response.text());
}

function finiteFloats(numbers, name) {
  // Only a real list of numbers will do: Float64Array would turn null and "" into zeros without a word.
  const plain = ArrayBuffer.isView(numbers) || Array.isArray(numbers);
  if (!plain || !numbers.every(Number.isFinite)) throw new RangeError(`${name} must be finite plain numbers`);
  return Float64Array.from(numbers);
}

function reason(problem) {
  if (problem instanceof SyntaxError) return "it is not JSON, or part of it is missing";
  return problem instanceof RangeError ? problem.message : "its parts are not where they belong";
}

import assert from "node:assert/strict";
import { test } from "node:test";

import * as words from "../../docs/javascripts/inspector/contributions.js";
import * as accounts from "../../docs/javascripts/network/account.js";
import { decimal, signed } from "../../docs/javascripts/page/format.js";
import { Layer, Network } from "../../docs/javascripts/network/network.js";

const why = { ...accounts, ...words };
const network = new Network([new Layer([[2, -1], [0, 0]], [0.5, -1], "relu"), new Layer([[1, 1]], [0])]);
const reading = { ...network.forwardPass([3, 4]), digit: 0 };

test("the account of a neuron worked by hand: 2 x 3 - 1 x 4 = 2, and 2 + 0.5 = 2.5", () => {
  const { products, sum, bias, z, activation } = why.account(network, reading, { layer: 1, index: 0 });
  assert.deepEqual([[...products], sum, bias, z, activation], [[6, -4], 2, 0.5, 2.5, 2.5]);
});

test("without a drawing there are weights and a bias, and no sum", () => {
  const { weights, bias, sum, z, products } = why.account(network, null, { layer: 1, index: 0 });
  assert.deepEqual([[...weights], bias, sum, z, products], [[2, -1], 0.5, null, null, null]);
});

test("the largest come first, whatever their sign, and the first of equals before the others", () => {
  assert.deepEqual(why.rankBySize([1, -3, 2, 3]), [1, 3, 2, 0]);
  assert.deepEqual(why.rankBySize(Float64Array.of(0.1, -0.2), 1), [1]);
});

test("a number is printed with a real minus sign and never as minus zero", () => {
  assert.deepEqual([-1.239, -0.001, 0, 0.5].map((number) => decimal(number)), ["\u22121.24", "0.00", "0.00", "0.50"]);
  assert.deepEqual([-1.239, -0.001, 0.001, 0.5].map((number) => signed(number)), ["\u22121.24", "0.00", "0.00", "+0.50"]);
  assert.equal(signed(0.0014, 3), "+0.001");
});

test("a pixel's number is 28 times its row plus its column", () => {
  assert.deepEqual(why.placeOf(343), { row: 12, column: 7 });
  assert.equal(why.pixelName(783), "pixel 783 (row 27, column 27)");
});

test("only neurons that a network has are there", () => {
  assert.ok(why.hasNeuron(network, { layer: 1, index: 1 }));
  for (const wrong of [null, undefined, {}, { layer: 0, index: 0 }, { layer: 3, index: 0 }, { layer: 2, index: 1 },
    { layer: 1, index: -1 }, { layer: 1, index: 0.5 }, { layer: "1", index: 0 }, { layer: 1, index: "0" }]) {
    assert.equal(why.hasNeuron(network, wrong), false);
  }
});

test("a product is told with its factors", () => {
  const account = why.account(network, reading, { layer: 2, index: 0 });
  assert.equal(why.productInWords(network, account, 0), "neuron 0 of the hidden layer: weight +1.00 × activation 2.50 = +2.50");
});

test("the account is told in words", () => {
  const words = (layer, index) => why.accountInWords(why.account(network, reading, { layer, index }));
  assert.equal(words(1, 0), "The weighted sum is +2.00. The bias +0.50 lifts it to +2.50. ReLU makes it 2.50.");
  assert.equal(words(1, 1), "The weighted sum is 0.00. The bias \u22121.00 lowers it to \u22121.00. ReLU makes it 0.00.");
  assert.equal(words(2, 0), "The weighted sum is +2.50. The bias 0.00 leaves it there. The sigmoid makes it 0.92.");
  assert.equal(why.sidesInWords(why.account(network, reading, { layer: 1, index: 0 })), "For it: +6.00 from 1 pixel. Against it: \u22124.00 from 1.");
});

test("each step is told in a sentence", () => {
  assert.match(why.stepInWords(network, reading, 0), /^The 2 pixels .* 2 of them are not black\.$/);
  assert.match(why.stepInWords(network, reading, 1), /^Each of the 2 neurons of the hidden layer adds up 2 products.* 1 of them ends above one half\.$/);
  assert.match(why.stepInWords(network, reading, 2), /^Each of the 1 outputs .* belongs to 0: that is the answer\.$/);
});

const half = { ...reading, activations: [[0, 1e-9, 1], [0.5, 0.5 + 1e-9, 1], [0.2, 0.7, 0.7]] };
const deeper = { sizes: [3, 3, 3], layers: [network.layers[0], network.layers[0]] };

test("of the pixels those with any ink are counted, and of the neurons those above one half, not those at it", () => {
  assert.match(why.stepInWords(deeper, half, 0), / 2 of them are not black\.$/);
  const rest = { ...half, weightedInputs: [[0, 0, 0], [0, 0, 0]] };
  assert.match(why.stepInWords(deeper, rest, 1), / 2 of them end above one half\.$/);
});

test("the first of the highest outputs is the answer", () => assert.equal(why.mostActive(half, 2).index, 1));

test("the contributions to each side are counted without those that bring nothing", () => {
  const account = { layer: 2, products: Float64Array.of(2, 0, -1, 0.5) };
  assert.equal(why.sidesInWords(account), "For it: +2.50 from 2 neurons. Against it: \u22121.00 from 1.");
  assert.equal(why.sidesInWords({ layer: 1, products: Float64Array.of(-1) }), "For it: 0.00 from 0 pixels. Against it: \u22121.00 from 1.");
  assert.equal(why.sidesInWords({ layer: 1, products: null }), "");
});

test("the products of pixels get a third decimal, and those of neurons do not", () => {
  assert.deepEqual([1, 2, 3].map(why.productDigits), [3, 2, 2]);
  const account = why.account(network, reading, { layer: 1, index: 0 });
  assert.equal(why.productInWords(network, account, 1), "pixel 1 (row 0, column 1): weight \u22121.000 × activation 4.00 = \u22124.000");
  const bare = why.account(network, null, { layer: 2, index: 0 });
  assert.equal(why.productInWords(network, bare, 1), "neuron 1 of the hidden layer: weight +1.00");
});

test("a layer is named by its place, and by its number only where there are others like it", () => {
  const names = (sizes) => sizes.map((_, layer) => why.layerName({ sizes }, layer));
  assert.deepEqual(names([4, 3, 2]), ["the pixels", "the hidden layer", "the outputs"]);
  assert.deepEqual(names([4, 3, 3, 2]), ["the pixels", "hidden layer 1", "hidden layer 2", "the outputs"]);
  assert.equal(why.neuronName({ sizes: [4, 3, 2] }, { layer: 2, index: 1 }), "output 1");
});

test("without a drawing the bias is told to wait", () => {
  const bare = why.account(network, null, { layer: 1, index: 1 });
  assert.equal(why.accountInWords(bare), "Nothing is drawn, so there's nothing to add up but the bias, \u22121.00.");
});

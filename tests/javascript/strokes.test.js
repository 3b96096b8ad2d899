import assert from "node:assert/strict";
import { test } from "node:test";

import { Drawing } from "../../docs/javascripts/pad/drawing.js";
import { Layer, Network } from "../../docs/javascripts/network/network.js";
import { frame, inkBox, prepare, sample } from "../../docs/javascripts/network/preprocessing.js";
import { Below } from "../../docs/javascripts/pad/layers.js";
import { Remembered, look, read } from "../../docs/javascripts/pad/reading.js";
import { BOX, LINE_SHARE, imageOf } from "../../docs/javascripts/pad/strokes.js";

const seven = [[0.3, 0.2], [0.7, 0.2], [0.45, 0.8]];
const stroke = (points) => ({ points });
const moved = (points, zoom, right, down) => points.map(([x, y]) => [x * zoom + right, y * zoom + down]);
const difference = (a, b) => Math.max(...a.map((ink, index) => Math.abs(ink - b[index])));
const crossInk = new Float64Array(784).map((_, index) => (index % 28 === 14 || Math.floor(index / 28) === 14 ? 1 : 0));
const cross = { pixels: crossInk, width: 28, height: 28 };

test("no marks give no image", () => assert.equal(imageOf([]), null));

test("the ink is as long as it should be, whatever the drawing", () => {
  for (const points of [seven, moved(seven, 0.1, 0.8, 0.1), [[0.1, 0.5], [0.9, 0.5]]]) {
    const { top, bottom, left, right } = inkBox(imageOf([stroke(points)]));
    assert.ok(Math.abs(Math.max(bottom - top, right - left) - BOX) <= 2);
  }
});

test("a line has the width of its share of the box", () => {
  const image = imageOf([stroke([[0.5, 0.1], [0.5, 0.9]])]);
  const row = Math.floor(image.height / 2) * image.width;
  const across = image.pixels.slice(row, row + image.width).reduce((sum, ink) => sum + ink, 0);
  assert.ok(Math.abs(across - BOX * LINE_SHARE) < 0.5, `${across}`);
});

test("a small drawing in a corner gives the same image as a large one", () => {
  const small = imageOf([stroke(moved(seven, 0.2, 0.75, 0.05))]);
  const large = imageOf([stroke(seven)]);
  assert.ok(difference(frame(small).pixels, frame(large).pixels) < 1e-9);
});

test("every pixel is from 0 to 1", () => {
  for (const ink of imageOf([stroke(seven), stroke([[0.5, 0.5]])]).pixels) assert.ok(ink >= 0 && ink <= 1);
});

test("a single touch is a round dot", () => {
  const { pixels, width, height } = imageOf([stroke([[0.2, 0.9]])]);
  assert.equal(width, height);
  const area = pixels.reduce((sum, ink) => sum + ink, 0);
  assert.ok(Math.abs(area - Math.PI * ((BOX * LINE_SHARE) / 2) ** 2) < 1);
});

test("a thousand points on a line draw what its two ends draw", () => {
  const many = Array.from({ length: 1000 }, (_, i) => [0.2 + (0.6 * i) / 999, 0.3]);
  assert.ok(difference(imageOf([stroke(many)]).pixels, imageOf([stroke([many[0], many[999]])]).pixels) < 1e-9);
});

test("a picture alone is read as it is", () => assert.equal(imageOf([{ image: cross, left: 0, top: 0, side: 1 }]), cross));

test("a stroke over a picture keeps both", () => {
  const image = imageOf([{ image: cross, left: 0, top: 0, side: 1 }, stroke([[0.1, 0.1], [0.9, 0.9]])]);
  const at = (x, y) => image.pixels[Math.floor(image.height * y) * image.width + Math.floor(image.width * x)];
  assert.ok(at(0.5, 0.25) > 0.5, "the picture");
  assert.ok(at(0.3, 0.3) > 0.9, "the stroke");
  assert.equal(at(0.25, 0.4), 0);
});

test("each change can be taken back, the clearing too", () => {
  const drawing = new Drawing();
  drawing.begin([0, 0]);
  drawing.extend([1, 1]);
  drawing.begin([0.5, 0.5]);
  drawing.clear();
  const counts = [drawing.marks.length];
  for (let step = 0; step < 4; step++) {
    drawing.undo();
    counts.push(drawing.marks.length);
  }
  assert.deepEqual(counts, [0, 2, 1, 0, 0]);
});

test("an empty drawing is not read, nor is a black picture", () => {
  const network = new Network([new Layer([new Float64Array(784)], [0])]);
  assert.equal(read(network, []), null);
  assert.equal(read(network, [{ image: { ...cross, pixels: new Float64Array(784) }, left: 0, top: 0, side: 1 }]), null);
  assert.equal(read(network, [stroke(seven)]).digit, 0);
});

test("a slip of the finger beside a digit is not read, but a drawing of dots alone is", () => {
  const slip = stroke([[0.95, 0.95], [0.955, 0.95]]);
  assert.deepEqual(imageOf([stroke(seven), slip]), imageOf([stroke(seven)]));
  assert.equal(imageOf([slip, stroke([[0.1, 0.1]])]).width > BOX / 2, true);
});

test("the stages are those of preprocessing, and the network reads the one that it wants", () => {
  const marks = [stroke(seven)];
  const { drawn, framed, straightened } = look(marks);
  assert.equal(drawn.pixels.length, 784);
  assert.deepEqual(framed.pixels, prepare(imageOf(marks), "framed"));
  assert.deepEqual(straightened.pixels, prepare(imageOf(marks), "straightened"));
  for (const input of ["framed", "straightened"]) {
    const network = new Network([new Layer([new Float64Array(784)], [0])], input);
    assert.deepEqual(read(network, marks).pixels, { framed, straightened }[input].pixels);
  }
});

test("between its pixels an image is what the four around a place give, each by its nearness, and black outside", () => {
  const image = { pixels: Float64Array.of(0, 1, 0.5, 0.25), width: 2, height: 2 };
  const read = (x, y) => Number(sample(image, x, y).toFixed(12));
  assert.deepEqual([read(0, 0), read(1, 0), read(0, 1), read(1, 1)], [0, 1, 0.5, 0.25]);
  assert.deepEqual([read(0.25, 0), read(0.25, 1), read(0, 0.5), read(0.25, 0.5)], [0.25, 0.4375, 0.25, 0.34375]);
  assert.deepEqual([read(1.5, 0), read(-0.5, 1), read(1, 1.75), read(1, -0.25), read(5, 5)], [0.5, 0.25, 0.0625, 0.75, 0]);
});

test("what is remembered of a drawing changes no pixel, whatever is drawn, longer, undone or cleared", () => {
  const [drawing, remembered] = [new Drawing(), new Remembered()];
  const asNew = () => assert.deepEqual(look(drawing.marks, remembered), look(drawing.marks));
  const line = (...points) => {
    drawing.begin(points[0]);
    asNew();
    for (const point of points.slice(1)) {
      drawing.extend(point);
      asNew();
    }
  };
  line([0.4, 0.4], [0.5, 0.4], [0.5, 0.6]);
  line([0.45, 0.5], [0.46, 0.52]); // within the box
  line([0.1, 0.5], [0.9, 0.1], [0.95, 0.9]); // the box grows, and the stroke before is now a speck
  drawing.add([...drawing.marks, { image: cross, left: 0.2, top: 0.2, side: 0.4 }]);
  asNew();
  line([0.3, 0.7], [0.6, 0.8]);
  drawing.undo();
  asNew();
  line([0.2, 0.3], [0.4, 0.5]);
  drawing.clear();
  line([0.5, 0.5]);
  drawing.undo();
  drawing.undo();
  asNew();
});

test("however many strokes there are, one more is laid down once, and so is a longer one", () => {
  const [below, laid] = [new Below(), []];
  const lay = (marks) => {
    laid.length = 0;
    below.get(marks, "", () => [], (surface, mark) => surface.push(laid.push(mark) && mark));
    return laid.length;
  };
  const marks = Array.from({ length: 50 }, (_, place) => stroke([[place, place]]));
  assert.equal(lay(marks), 49);
  assert.equal(lay([...marks]), 0, "the last one has become longer");
  assert.equal(lay([...marks, stroke([[0, 0]])]), 1);
  assert.equal(lay(marks), 49, "after an undo");
});

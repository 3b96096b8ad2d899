import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Roll } from "../../docs/javascripts/laboratory/roll.js";

let frames, isStill, seen, roll;
beforeEach(() => {
  [frames, isStill, seen] = [[], false, []];
  globalThis.requestAnimationFrame = (act) => frames.push(act);
  globalThis.cancelAnimationFrame = () => (frames = []);
  globalThis.matchMedia = () => ({ matches: isStill });
  roll = new Roll((at) => seen.push(at));
});

/** Let frames come, so many milliseconds apart, until none is asked for. */
function play(apart, now = 1000) {
  for (; frames.length; now += apart) frames.shift()(now);
  return seen;
}

test("a step is seen on its way, gently at both ends, and then no frame is asked for", () => {
  roll.to(1);
  const half = play(25).indexOf(0.5);
  assert.ok(half > 0, "half of the time is half of the way");
  assert.equal(seen.at(-1), 1);
  const moves = seen.slice(1).map((at, index) => at - seen[index]);
  assert.ok(moves[1] < moves[half - 1] && moves.at(-1) < moves[half - 1], `${moves}`);
});

test("steps that are asked for on the way are rolled after it, each whole", () => {
  roll.to(1);
  frames.shift()(1000);
  frames.shift()(1050);
  roll.to(2);
  roll.to(3);
  assert.equal(frames.length, 1, "one loop");
  play(25, 1075);
  assert.equal(seen.at(-1), 3);
  assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
  for (const step of [0, 1, 2]) assert.ok(seen.some((at) => at > step && at < step + 1), `step ${step + 1} is seen`);
});

test("a frame that comes very late does not leap over a step", () => {
  roll.to(4);
  play(10_000);
  for (const step of [0, 1, 2, 3]) assert.ok(seen.some((at) => at > step && at < step + 1), `step ${step + 1} is seen`);
});

test("a jump ends a roll", () => {
  roll.to(5);
  frames.shift()(1000);
  roll.jump(2);
  assert.deepEqual([frames.length, seen.at(-1)], [0, 2]);
  roll.to(3);
  assert.equal(play(25).at(-1), 3);
});

test("who wants no motion is there at once", () => {
  isStill = true;
  roll.to(7);
  assert.deepEqual([frames.length, seen], [0, [7]]);
});

test("many steps take no longer than a few seconds", () => {
  roll.to(60);
  assert.ok(play(25).length <= 4000 / 25 + 3, `${seen.length} frames`);
});

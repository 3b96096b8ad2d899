import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { readAddress, sealed } from "../../docs/javascripts/page/address.js";

const read = (hash) => {
  globalThis.location = { hash: `#${hash}`, search: "" };
  return readAddress("shape");
};
const WHOLE = sealed("shape", "784-16-16-10");

afterEach(() => delete globalThis.location);

test("a check worked by hand: a is 97 and b is 98, 31 x 97 + 98 is 3105, in base 36 2e9", () => assert.equal(sealed("a", "b"), "b.2e9"));

test("what was sealed is read, and nothing is read where nothing is", () => {
  assert.equal(read(`shape=${WHOLE}`), "784-16-16-10");
  assert.equal(read(`other=1&shape=${WHOLE}`), "784-16-16-10");
  assert.equal(read("an-ordinary-anchor"), null);
});

test("a value that was cut anywhere is not read", () => {
  for (let end = 0; end < WHOLE.length; end++) assert.equal(read(`shape=${WHOLE.slice(0, end)}`), "", WHOLE.slice(0, end));
});

test("a value of which any character was turned into any other is not read", () => {
  for (let at = 0; at < WHOLE.length; at++) {
    for (const other of "0123456789abcdefghijklmnopqrstuvwxyzABCXYZ-._~!é日") {
      if (other !== WHOLE[at]) assert.equal(read(`shape=${WHOLE.slice(0, at)}${other}${WHOLE.slice(at + 1)}`), "", `${at} ${other}`);
    }
  }
});

test("a value of another name is not read, and two are none", () => {
  assert.equal(read(`shape=${sealed("curve", "784-16-16-10")}`), "");
  assert.equal(read(`shape=${WHOLE}&shape=${WHOLE}`), "");
});

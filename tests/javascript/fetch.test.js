import assert from "node:assert/strict";
import { test } from "node:test";

import { fetchJson, fetchModule, fetchOnce } from "../../docs/javascripts/network/fetch.js";

/** Answers in the place of fetch, one after the other; returns how each was asked for. */
function answering(t, ...answers) {
  return t.mock.method(globalThis, "fetch", async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  }).mock;
}

test("a file is fetched once, also by two who want it at the same time", async (t) => {
  const asked = answering(t, new Response("[1]"));
  assert.deepEqual(await Promise.all([fetchJson("x/one.json"), fetchJson("x/one.json")]), [[1], [1]]);
  assert.equal(asked.callCount(), 1);
});

test("a file that did not arrive is named, and the next who wants it asks past the browser's cache", async (t) => {
  const asked = answering(t, new TypeError("fetch failed"), new Response("", { status: 503 }), new Response("[1"), new Response("[1]"));
  await assert.rejects(fetchJson("x/two.json"), { message: "two.json did not arrive" });
  await assert.rejects(fetchJson("x/two.json"), { message: "two.json did not arrive (503)" });
  await assert.rejects(fetchJson("x/two.json"), { message: "two.json is damaged" });
  assert.deepEqual(await fetchJson("x/two.json"), [1]);
  assert.deepEqual(asked.calls.map((call) => call.arguments[1].cache), [undefined, "reload", "reload", "reload"]);
});

test("a file without what is wanted of it is damaged, and a reader who says what is wrong is let speak", async (t) => {
  answering(t, new Response("{}"), new Response("{}"), new Response("{}"));
  await assert.rejects(fetchJson("x/three.json", ({ digits }) => digits.map(Number)), { message: "three.json is damaged" });
  for (const problem of [new Error("no digits"), new RangeError("no digits")]) {
    const read = async () => {
      throw problem;
    };
    await assert.rejects(fetchOnce("x/three.json", read), problem);
  }
});

test("a module that did not arrive, or is damaged, is told from one that fails by itself", async () => {
  const failing = (problem) => fetchModule(() => Promise.reject(problem));
  const lost = [
    "Failed to fetch dynamically imported module: http://x/a.js", // Chromium
    "error loading dynamically imported module: http://x/a.js", // Firefox
    "Importing a module script failed.", // Safari
  ];
  for (const words of lost) await assert.rejects(failing(new TypeError(words)), { message: "a script did not arrive" });
  await assert.rejects(failing(new SyntaxError("Unexpected token")), { message: "a script is damaged, so reload the page" });
  await assert.rejects(failing(new TypeError("x is undefined")), { message: "x is undefined" });
  await assert.rejects(fetchModule(() => import("data:text/javascript,")), { message: "a script is damaged, so reload the page" });
});

test("where a script is damaged, all are asked for past the browser's cache, which would give it to the next page, too", async (t) => {
  const asked = answering(t, new Response(""), new TypeError("fetch failed"));
  const names = ["http://x/a.js", "http://x/b.js", "http://x/c.json"];
  t.mock.method(performance, "getEntriesByType", () => names.map((name) => ({ name })));
  await assert.rejects(fetchModule(() => Promise.reject(new SyntaxError("cut"))), { message: "a script is damaged, so reload the page" });
  assert.deepEqual(asked.calls.map((call) => call.arguments), names.slice(0, 2).map((name) => [name, { cache: "reload" }]));
});

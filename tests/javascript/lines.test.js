import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../docs/javascripts/", import.meta.url);

// biome's linter has no rule for it, and its formatter is off.
test("no line of a script is longer than 140 columns", () => {
  const scripts = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));
  const lines = scripts.flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n").map((line, index) => [`${name}:${index + 1}`, line]));
  assert.ok(lines.length > 1000);
  assert.deepEqual(lines.filter(([, line]) => line.length > 140).map(([place]) => place), []);
});

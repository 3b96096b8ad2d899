import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as network from "../../docs/javascripts/network.js";
import * as preprocessing from "../../docs/javascripts/preprocessing.js";
import { largestDifferences } from "./parity.js";

const differences = largestDifferences(JSON.parse(readFileSync(process.env.GOLDEN, "utf8")), { ...network, ...preprocessing });

test("framed and straightened are among the networks that were compared", () => {
  for (const name of ["framed", "straightened"]) {
    assert.ok(`${name} outputs` in differences && `${name} outputs of drawings` in differences);
  }
});

for (const [kind, difference] of Object.entries(differences)) {
  test(`${kind} equal those of NumPy within 1e-9`, () => assert.ok(difference < 1e-9, `they differ by ${difference}`));
}

// What a reader did is kept twice: step by step, so that it can be undone, and in the page's address, so that it can be shared.
// What stands in an address may come from anybody: whoever reads it looks at it first.

const LONGEST = 8192; // characters that a part of the address may have

/** A value and all the values before it. Each step is a value of its own; none is ever changed. */
export class Steps {
  #before = [];

  constructor(value) {
    this.value = value;
  }

  take(value) {
    this.#before.push(this.value);
    this.value = value;
  }

  /** Back to the value before; false when there is none. */
  undo() {
    if (!this.#before.length) return false;
    this.value = this.#before.pop();
    return true;
  }
}

/** Bytes as base64url: only what an address may hold. */
export function toText(bytes) {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of such a text; null when it is none, or too long to be one of ours. */
export function toBytes(text) {
  if (text.length > LONGEST || !/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

/** Whole numbers, positive or not, as few bytes as they need: seven bits a byte, the sign in the lowest. */
export function packNumbers(numbers) {
  const bytes = [];
  for (const number of numbers) {
    let rest = number < 0 ? -2 * number - 1 : 2 * number;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** The whole numbers again; null when the bytes end too early or a number is larger than any of ours. */
export function unpackNumbers(bytes) {
  const numbers = [];
  let [rest, factor] = [0, 1];
  for (const byte of bytes) {
    rest += (byte % 128) * factor;
    factor *= 128;
    if (factor > 2 ** 35) return null;
    if (byte > 127) continue;
    numbers.push(rest % 2 ? -(rest + 1) / 2 : rest / 2);
    [rest, factor] = [0, 1];
  }
  return factor === 1 ? numbers : null;
}

/**
 * A named value of the page's address; null when it is not there. part: "hash", which no server ever sees, or "search" for a
 * page with a pad, which keeps the drawing behind the #.
 */
export function readAddress(name, part = "hash") {
  return new URLSearchParams(location[part].slice(1)).get(name);
}

/** Put the value there, and leave the others as they are; "" takes it away. No new entry in the browser's history. */
export function writeAddress(name, text, part = "hash") {
  const values = new URLSearchParams(location[part].slice(1));
  if (text) values.set(name, text);
  else values.delete(name);
  const address = new URL(location.href);
  address[part] = values.toString();
  history.replaceState(history.state, "", address);
}

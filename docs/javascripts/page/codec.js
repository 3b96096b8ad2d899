// Whole numbers as text that an address may hold: base64url of varints, seven bits a byte, the lowest first, the eighth bit set
// on all bytes of a number but its last. The text may come from anybody, so reading it trusts nothing.

const LONGEST = 8192; // characters that are read
const LARGEST = 2 ** 35;

/** @param {number[]} numbers whole and not negative */
export function encodeNumbers(numbers) {
  let bytes = "";
  for (let rest of numbers) {
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes += String.fromCharCode((rest % 128) + 128);
    bytes += String.fromCharCode(rest);
  }
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The numbers of a text; null when it is none of ours: too long, cut off, or with a number larger than any. @param {string} text */
export function decodeNumbers(text) {
  if (text.length > LONGEST || !/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const numbers = [];
  let [rest, factor] = [0, 1];
  for (const character of atob(text.replaceAll("-", "+").replaceAll("_", "/"))) {
    const byte = character.charCodeAt(0);
    rest += (byte % 128) * factor;
    factor *= 128;
    if (factor > LARGEST) return null;
    if (byte > 127) continue;
    numbers.push(rest);
    [rest, factor] = [0, 1];
  }
  return factor === 1 ? numbers : null;
}

/** A number with a sign as one without: 0, -1, 1, -2 … as 0, 1, 2, 3 … @param {number} number */
export function zigzag(number) {
  return number < 0 ? -2 * number - 1 : 2 * number;
}

/** @param {number} number */
export function unzigzag(number) {
  return number % 2 ? -(number + 1) / 2 : number / 2;
}

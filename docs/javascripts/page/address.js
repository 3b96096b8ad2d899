// Named values in the page's address, so that what a reader did can be shared. They may come from anybody, and a mail program may
// have cut them: each ends with a check, and one that does not fit is not read.

const CHECK = 3; // characters

/** "hash", which no server ever sees, or "search" on a page whose pad keeps the drawing behind the #. @typedef {"hash" | "search"} Part */

/** The value of a name; null when it is not there, "" when it is not whole. @param {string} name @param {Part} part */
export function readAddress(name, part = "hash") {
  const values = new URLSearchParams(location[part].slice(1)).getAll(name);
  if (!values.length) return null;
  const text = values[0].slice(0, -CHECK - 1);
  return values.length === 1 && values[0] === sealed(name, text) ? text : "";
}

/**
 * Put a value there, without a new entry in the browser's history, and leave the others as they are; "" takes it away.
 *
 * @param {string} name
 * @param {string} text
 * @param {Part} part
 */
export function writeAddress(name, text, part = "hash") {
  const values = new URLSearchParams(location[part].slice(1));
  if (text) values.set(name, sealed(name, text));
  else values.delete(name);
  const address = new URL(location.href);
  address[part] = values.toString();
  history.replaceState(history.state, "", address);
}

/** A value with its check, which fits no other text and no other name. @param {string} name @param {string} text */
export function sealed(name, text) {
  let check = 0;
  // 31 has no factor in common with 36³, so that every character counts, wherever it stands.
  for (const letter of name + text) check = (31 * check + (letter.codePointAt(0) ?? 0)) % 36 ** CHECK;
  return `${text}.${check.toString(36).padStart(CHECK, "0")}`;
}

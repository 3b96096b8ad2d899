// Named values in the page's address, so that what a reader did can be shared. They may come from anybody: look at them first.

/** "hash", which no server ever sees, or "search" on a page whose pad keeps the drawing behind the #. @typedef {"hash" | "search"} Part */

/** The value of a name; null when it is not there. @param {string} name @param {Part} part */
export function readAddress(name, part = "hash") {
  return new URLSearchParams(location[part].slice(1)).get(name);
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
  if (text) values.set(name, text);
  else values.delete(name);
  const address = new URL(location.href);
  address[part] = values.toString();
  history.replaceState(history.state, "", address);
}

// Making elements in few words: what every widget of the site needs, and nothing else.

/** A new element with its properties and children, not yet on the page. */
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Give an element attributes, and hand it back. */
export function describe(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Set an element's text, and spare the page a new layout where it says that already. */
export function write(where, text) {
  if (where.textContent !== text) where.textContent = text;
}

/** Listen to something that outlives an element, for as long as that is on the page. */
export function whileThere(where, target, type, listener) {
  const guarded = (event) => (where.isConnected ? listener(event) : target.removeEventListener(type, guarded));
  target.addEventListener(type, guarded);
}

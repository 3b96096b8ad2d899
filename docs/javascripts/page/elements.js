// Making and finding elements in few words: what every widget of the site needs, and nothing else.

/**
 * The properties of a new element, and its ARIA attributes.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @typedef {{ [Name in keyof HTMLElementTagNameMap[Tag]]?: HTMLElementTagNameMap[Tag][Name] | number }
 *   & { [name: `aria-${string}`]: string | number | boolean }} Properties
 */

/**
 * A new element, not yet on the page. What is no property of it becomes an attribute.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties<Tag>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) Object.assign(made, { [name]: value });
    else made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/** A button that does something. @param {string} textContent @param {string} className @param {() => void} onclick */
export function button(textContent, className, onclick) {
  return element("button", { type: "button", className, textContent, onclick });
}

/** @param {Element} where @param {Record<string, string | number | boolean>} attributes */
export function setAttributes(where, attributes) {
  for (const [name, value] of Object.entries(attributes)) where.setAttribute(name, String(value));
}

/**
 * The element in parent that a selector names. Throws an Error where there is none.
 *
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function query(parent, selector) {
  const found = parent.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`there is no ${selector} here`);
  return found;
}

/** @param {ParentNode} parent @param {string} selector @returns {HTMLElement[]} */
export function queryAll(parent, selector) {
  return [...parent.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
}

/**
 * Set an element's text, but only where it differs: the same text again would cost the page a new layout.
 *
 * @param {Element} where @param {string} text
 */
export function write(where, text) {
  if (where.textContent !== text) where.textContent = text;
}

/**
 * Do what keys ask for. With Ctrl, Alt or Meta a key is the browser's.
 *
 * @param {HTMLElement} where
 * @param {Record<string, () => void>} actions by key
 */
export function listenForKeys(where, actions) {
  where.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
}

// What is kept in the reader's own browser and nowhere else. A reader may have forbidden storage, or filled it.

/** This page, as a part of the keys of what is kept about it. */
export const HERE = pathOf(location.href);

/** A page's path, by which it is known wherever a link to it stands. @param {string} address */
export function pathOf(address) {
  return new URL(address).pathname.replace(/index\.html$/, "");
}

/** The keys that begin with these words. @param {string} beginning */
export function keysOf(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning)).sort();
  } catch {
    return [];
  }
}

/** What is kept under a key, "" for nothing; null where nothing may be read. @param {string} key */
export function kept(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return null;
  }
}

/** Whether it could be kept. @param {string} key @param {string} text "" for nothing */
export function keep(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

// Fetching the files of the site, with a sentence when one does not come.

/** The address of a file that the build makes. @param {string} path */
export function generated(path) {
  return new URL(`../../generated/${path}`, import.meta.url).href;
}

/**
 * Throws an Error that says what is wrong.
 *
 * @param {string} url
 * @param {string} absence what is said when there is no such file: "there is no network file"
 * @param {RequestInit} [options] those of fetch
 */
export async function fetchFile(url, absence, options) {
  const response = await fetch(url, options).catch(() => {
    throw new Error(`nothing came from ${url}`);
  });
  if (!response.ok) throw new Error(`${absence} at ${url} (${response.status})`);
  return response;
}

/** What a JSON file holds. @param {string} url */
export async function fetchJson(url) {
  return (await fetchFile(url, "there is nothing")).json();
}

/** @param {unknown} problem what was thrown */
export function messageOf(problem) {
  return problem instanceof Error ? problem.message : String(problem);
}

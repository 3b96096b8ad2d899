// Fetching the files and the modules of the site, each once, with a sentence when one does not come. Whoever asks again after that
// asks the server again.

/** The address of a file that the build makes. @param {string} path */
export function generated(path) {
  return new URL(`../../generated/${path}`, import.meta.url).href;
}

/** @type {Map<string, Promise<any>>} */
const fetched = new Map();
/** @type {Set<string>} what came last from these addresses was of no use, and the browser may have kept it */
const failed = new Set();

/**
 * What a file of the site holds. Throws an Error that says what is wrong.
 *
 * @template Result
 * @param {string} url
 * @param {(response: Response) => Promise<Result>} read throws an Error whose message is for the reader, or of a kind of its own
 * @returns {Promise<Result>}
 */
export function fetchOnce(url, read) {
  const here = fetched.get(url) ?? fetchFile(url, read);
  fetched.set(url, here);
  here.then(() => failed.delete(url), () => fetched.delete(url) && failed.add(url));
  return here;
}

/**
 * What a JSON file holds.
 *
 * @template [Result=any]
 * @param {string} url
 * @param {(plain: any) => Result} [pick] takes what is wanted, and throws where it is not there
 */
export function fetchJson(url, pick = (plain) => plain) {
  return fetchOnce(url, async (response) => pick(await response.json()));
}

/**
 * A module, by a function that imports it. Throws an Error that says what is wrong.
 *
 * @template {object} Module
 * @param {() => Promise<Module>} load
 */
export async function fetchModule(load) {
  try {
    const module = await load();
    // An empty file is a module, too, but it gives nothing away.
    if (!Object.keys(module).length) throw new SyntaxError("there is nothing in it");
    return module;
  } catch (problem) {
    // A browser keeps a module that it could not read until the page is loaded anew; one that did not arrive it fetches again.
    if (problem instanceof SyntaxError) {
      await renewScripts();
      throw new Error("a script is damaged, so reload the page");
    }
    if (problem instanceof TypeError && /import/i.test(problem.message)) throw new Error("a script did not arrive");
    throw problem;
  }
}

/** Ask for the page's scripts past the browser's cache: it would give a damaged one to the page that is loaded anew, too. */
function renewScripts() {
  const scripts = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"));
  return Promise.allSettled(scripts.map(({ name }) => fetch(name, { cache: "reload" })));
}

/** @param {unknown} problem what was thrown */
export function messageOf(problem) {
  return problem instanceof Error ? problem.message : String(problem);
}

/** @template Result @param {string} url @param {(response: Response) => Promise<Result>} read */
async function fetchFile(url, read) {
  const response = await fetch(url, failed.has(url) ? { cache: "reload" } : {}).catch(() => {
    throw new Error(`${nameOf(url)} did not arrive`);
  });
  if (!response.ok) throw new Error(`${nameOf(url)} did not arrive (${response.status})`);
  try {
    return await read(response);
  } catch (problem) {
    const isSaid = problem instanceof RangeError || Object.getPrototypeOf(problem) === Error.prototype;
    throw isSaid ? problem : new Error(`${nameOf(url)} is damaged`);
  }
}

/** The name of a file. @param {string} url */
export function nameOf(url) {
  return url.slice(url.lastIndexOf("/") + 1);
}

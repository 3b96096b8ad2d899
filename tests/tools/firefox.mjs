// Goes through the built site with Firefox as a reader would, and prints what it met, a line of JSON a visit. See firefox.py.
// In the folder of puppeteer-core: node firefox.mjs FIREFOX ADDRESS PICTURE STROKES

import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

// npx puts the programs of its package first on the path; the package itself lies beside them.
const beside = createRequire(path.join(process.env.PATH.split(path.delimiter)[0], "program"));
const { default: puppeteer } = await import(pathToFileURL(beside.resolve("puppeteer-core")));

const PATIENCE = 60_000; // milliseconds; a bound for a machine that is busy
const VISITS = {
  "as it comes": {},
  "storage refused": { "network.cookie.cookieBehavior": 2 },
  "fingerprinting resisted": { "privacy.resistFingerprinting": true },
};
const SEVEN = [
  ...Array(9).fill("ArrowUp"), ...Array(5).fill("ArrowLeft"), " ", ...Array(10).fill("ArrowRight"),
  ...Array(6).fill(["ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft"]).flat(), " ",
];

const [firefox, address, picture, strokes] = process.argv.slice(2);

try {
  for (const [name, preferences] of Object.entries(VISITS)) {
    const browser = await puppeteer.launch({
      browser: "firefox", executablePath: firefox, headless: true, protocolTimeout: PATIENCE, extraPrefsFirefox: preferences,
    });
    console.log(JSON.stringify({ name, ...(await visit(browser)) }));
    await browser.close();
  }
} catch (problem) {
  console.error(problem.message.split("\n")[0].trim());
  process.exit(1);
}

async function visit(browser) {
  const page = await browser.newPage();
  const complaints = [];
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => response.ok() || response.status() < 400 || complaints.push(`${response.status()} ${response.url()}`));
  page.on("request", (request) => /^(https?:(?!\/\/127\.0\.0\.1)|ws)/.test(request.url()) && complaints.push(`asked ${request.url()}`));
  await page.evaluateOnNewDocument(() => {
    addEventListener("pad:read", ({ detail }) => (window.lastRead = detail), true);
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => console.error(`forbidden: ${effectiveDirective}`));
  });
  const met = {};
  for (const [name, act] of Object.entries({ drawn, typed, opened, inspected, searched, painted, noted })) {
    met[name] = await act(page).catch((problem) => {
      complaints.push(`${name}: ${problem.message}`);
      return null;
    });
  }
  return { ...met, complaints };
}

async function drawn(page) {
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  await page.waitForFunction(() => window.lastRead?.network);
  const pad = await boxOf(page, "#pad");
  for (const stroke of JSON.parse(strokes)) {
    const [first, ...rest] = stroke.map(([x, y]) => [pad.x + x * pad.width, pad.y + y * pad.height]);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 5 });
    await page.mouse.up();
  }
  return answer(page);
}

async function typed(page) {
  await clear(page);
  await page.focus("#pad");
  for (const key of SEVEN) await page.keyboard.press(key);
  return answer(page);
}

/** A picture file, chosen with the button. */
async function opened(page) {
  await clear(page);
  await (await page.$(".pad input[type=file]")).uploadFile(picture);
  await page.waitForFunction(() => window.lastRead?.reading || document.querySelector(".pad-told")?.textContent);
  const told = await text(page, ".pad-told");
  return { told, ...(told ? null : await answer(page)) };
}

/** Press an output neuron: what the panel says of it. */
async function inspected(page) {
  await clear(page);
  await press(page, "Show me one");
  await page.waitForFunction(() => window.lastRead?.reading && document.querySelectorAll(".inside-layer").length);
  await (await page.$(".inside-layer:last-of-type")).focus();
  await page.keyboard.press("Home");
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector(".inside-title")?.textContent === "Output 4");
  return { rows: (await page.$$(".inside-ranking tbody > tr:not([hidden])")).length, formulas: await text(page, ".inside-formulas") };
}

/** What the search finds first. */
async function searched(page) {
  await page.click(".md-search__input");
  await page.keyboard.type("sigmoid");
  await page.waitForSelector(".md-search-result__link");
  return text(page, ".md-search-result__link");
}

/** Paint a neuron, mended with two strokes against the blob: how many goals are reached before and after. */
async function painted(page) {
  const reached = () => page.$$(".lab-turn > div:not([hidden]) .lab-reached").then((goals) => goals.length);
  await page.goto(`${address}laboratory/paint-a-neuron/`);
  await page.waitForSelector(".lab-body");
  const before = await reached();
  await page.locator("label ::-p-text(against)").click();
  const sheet = await boxOf(page, ".lab-weights");
  for (const row of [5, 11]) {
    const y = sheet.y + ((row + 0.5) / 28) * sheet.height;
    await page.mouse.move(sheet.x + (9.5 / 28) * sheet.width, y);
    await page.mouse.down();
    await page.mouse.move(sheet.x + (18.5 / 28) * sheet.width, y, { steps: 5 });
    await page.mouse.up();
  }
  return { before, after: await reached() };
}

/** A note to a question: what is there after a reload, and what is said of it. */
async function noted(page) {
  const field = ".note textarea";
  await page.goto(`${address}structure/one-neuron/`);
  await page.waitForSelector(field);
  await page.type(field, "a knob");
  const label = await text(page, ".note");
  await page.reload();
  await page.waitForSelector(field);
  return { label, value: await page.$eval(field, (note) => note.value) };
}

function answer(page) {
  return page.evaluate(async (root) => {
    const { pixels, ...size } = (await import(`${root}javascripts/pad/strokes.js`)).imageOf(window.lastRead.marks);
    const { digit, outputs } = document.querySelector("#answer").dataset;
    return { digit, outputs: JSON.parse(outputs), image: { ...size, pixels: [...pixels] } };
  }, address);
}

async function clear(page) {
  await press(page, "Clear");
  await page.evaluate(() => (document.querySelector(".pad-told").textContent = ""));
}

function press(page, words) {
  return page.locator(`.pad-button::-p-text(${words})`).click();
}

async function boxOf(page, selector) {
  const found = await page.$(selector);
  await found.scrollIntoView();
  return found.boundingBox();
}

function text(page, selector) {
  return page.$eval(selector, (found) => found.textContent.trim());
}

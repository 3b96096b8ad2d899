// Opens a picture file that was dropped, pasted or chosen: any kind that the browser itself can decode.

import { contextOf } from "../page/paint.js";
import { LONGEST, inkOf, markOf } from "./picture.js";

const KNOWN = [204, 102, 51]; // a colour, painted to be read back
const NEAR = 8; // shades of 255: what is within them is the colour, to the eye
const MOST_PIXELS = 2 ** 27; // a larger picture might take more memory than a phone has

/** The mark that a picture file makes on the pad. Throws an Error whose message is a sentence for the reader. @param {File} file */
export async function readPicture(file) {
  refuseScrambled();
  const picture = await load(file).catch(refuse);
  if (picture.naturalWidth * picture.naturalHeight > MOST_PIXELS) throw new Error("This picture is too large. Nothing was changed.");
  const grey = await greyOf(picture).catch(refuse);
  try {
    return markOf(inkOf(grey));
  } catch (problem) {
    if (problem instanceof RangeError) throw new Error(problem.message);
    throw problem;
  }
}

/** Whatever a browser says of a file that it cannot read, such as some drawings (SVG), its reader gets one sentence. @returns {never} */
function refuse() {
  throw new Error("Your browser can't read this file as a picture; PNG and JPEG will do. Nothing was changed.");
}

/** An <img> tells its size before it is decoded. @param {File} file */
async function load(file) {
  const picture = new Image();
  picture.src = await dataAddress(file);
  await new Promise((resolve, reject) => Object.assign(picture, { onload: resolve, onerror: reject }));
  return picture;
}

/**
 * The file as a data: address, the one kind of address in a page's memory that the site's policy lets an image have.
 *
 * @param {File} file
 * @returns {Promise<string>}
 */
function dataAddress(file) {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    Object.assign(reader, { onload: () => resolve(String(reader.result)), onerror: reject });
    reader.readAsDataURL(file);
  });
}

/** In shades of grey, the longer side at most LONGEST; what is transparent shows the paper. @param {HTMLImageElement} picture */
async function greyOf(picture) {
  const bitmap = await createImageBitmap(picture); // unlike an <img>, it fails where a part of the file is missing
  const zoom = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * zoom)));
  try {
    const onWhite = greyOn("white", bitmap, width, height);
    return onWhite.pixels.every((shade) => shade === onWhite.pixels[0]) ? greyOn("black", bitmap, width, height) : onWhite;
  } finally {
    bitmap.close();
  }
}

/** @param {string} paper @param {ImageBitmap} bitmap @param {number} width @param {number} height */
function greyOn(paper, bitmap, width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = contextOf(canvas, { willReadFrequently: true });
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  // The weights of Rec. 601, as Pillow has them.
  const grey = Float64Array.from({ length: width * height }, (_, index) => {
    const [red, green, blue] = data.subarray(4 * index);
    return Math.round(0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  });
  return { pixels: grey, width, height };
}

/** Throws an Error where the browser gives a page other pixels than those that were painted, so that nobody is known by them. */
function refuseScrambled() {
  const context = contextOf(Object.assign(document.createElement("canvas"), { width: 16, height: 16 }), { willReadFrequently: true });
  context.fillStyle = `rgb(${KNOWN})`;
  context.fillRect(0, 0, 16, 16);
  try {
    const { data } = context.getImageData(0, 0, 16, 16);
    if (data.every((shade, index) => Math.abs(shade - (KNOWN[index % 4] ?? 255)) <= NEAR)) return;
  } catch {
    /* said below */
  }
  throw new Error("Your browser won't let this page look at pictures. Allow it to read canvas data, then open the picture again.");
}

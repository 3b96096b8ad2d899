// Opens a picture file that was dropped, pasted or chosen: any kind that the browser itself can decode.

import { contextOf } from "../page/paint.js";
import { LONGEST, inkOf, markOf } from "./picture.js";

const MOST_PIXELS = 2 ** 27; // a larger picture might take more memory than a phone has

/** The mark that a picture file makes on the pad. Throws an Error whose message is a sentence for the reader. @param {File} file */
export async function readPicture(file) {
  const bitmap = await decode(file);
  try {
    return markOf(inkOf(greyOf(bitmap)));
  } catch (problem) {
    if (problem instanceof RangeError) throw new Error(problem.message);
    throw problem;
  } finally {
    bitmap.close();
  }
}

/** @param {File} file */
async function decode(file) {
  const picture = new Image();
  // An <img> also takes drawings (SVG), and tells its size before it is decoded; a bitmap tells whether all of it is there.
  try {
    picture.src = await dataAddress(file);
    await new Promise((resolve, reject) => Object.assign(picture, { onload: resolve, onerror: reject }));
    if (picture.naturalWidth * picture.naturalHeight <= MOST_PIXELS) return await createImageBitmap(picture);
  } catch {
    throw new Error("This file is not a picture that your browser can read. Nothing was changed.");
  }
  throw new Error("This picture is too large. Nothing was changed.");
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

/** The picture in shades of grey, its longer side at most LONGEST; what is transparent shows the paper. @param {ImageBitmap} bitmap */
function greyOf(bitmap) {
  const zoom = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * zoom)));
  const onWhite = greyOn("white", bitmap, width, height);
  return onWhite.pixels.every((shade) => shade === onWhite.pixels[0]) ? greyOn("black", bitmap, width, height) : onWhite;
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

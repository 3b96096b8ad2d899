// Picture files come onto a pad in three ways: chosen, dropped, or pasted. A file that is dropped beside it would replace the
// page, and the drawing with it, so the first pad of a page takes that, too.

import { fetchModule, messageOf } from "../network/fetch.js";

/** @typedef {{ onPicture(mark: import("./strokes.js").Picture): void, onMessage(sentence: string): void }} PictureListener */

/**
 * @param {HTMLElement} container of the pad
 * @param {{ body: HTMLElement, file: HTMLInputElement }} parts
 * @param {boolean} isFirst whether the pad gets what is pasted while the reader is at no pad at all
 * @param {PictureListener} listener called with the mark that a picture makes, and with what is to be said
 */
export function listenForPictures(container, { body, file }, isFirst, listener) {
  const take = (/** @type {FileList} */ files) => takePicture(files, listener);
  file.addEventListener("change", () => file.files && take(file.files).then(() => (file.value = "")));
  listenForDrops(container, () => true, body, take);
  const isLeft = (/** @type {DragEvent} */ event) => !event.defaultPrevented && hasFiles(event);
  if (isFirst) listenForDrops(document, isLeft, body, (files) => take(files).then(() => body.scrollIntoView({ block: "nearest" })));
  document.addEventListener("paste", ({ clipboardData }) => {
    const [at, files] = [document.activeElement, clipboardData?.files];
    if (files?.length && (container.contains(at) || (isFirst && !at?.closest("input, textarea, .pad")))) take(files);
  });
}

/**
 * @param {GlobalEventHandlers} place where it may be dropped
 * @param {(event: DragEvent) => boolean} isWanted whether what comes is for the pad
 * @param {HTMLElement} body of the pad
 * @param {(files: FileList) => void} take
 */
function listenForDrops(place, isWanted, body, take) {
  place.addEventListener("dragover", (event) => {
    if (!isWanted(event)) return;
    event.preventDefault();
    body.classList.toggle("pad-awaits", hasFiles(event));
  });
  place.addEventListener("dragleave", () => body.classList.remove("pad-awaits"));
  place.addEventListener("drop", (event) => {
    if (!isWanted(event)) return;
    event.preventDefault();
    body.classList.remove("pad-awaits");
    if (event.dataTransfer) take(event.dataTransfer.files);
  });
}

/** @param {DragEvent} event */
function hasFiles({ dataTransfer }) {
  return dataTransfer?.types.includes("Files") ?? false;
}

/** The first of some files, if it is a picture. @param {FileList} files @param {PictureListener} listener */
async function takePicture([file], { onPicture, onMessage }) {
  if (!file) return onMessage("That wasn't a picture file. Nothing was changed.");
  onMessage("");
  try {
    return onPicture(await (await fetchReader()).readPicture(file));
  } catch (problem) {
    return onMessage(messageOf(problem));
  }
}

function fetchReader() {
  return fetchModule(() => import("./picture-file.js")).catch((problem) => {
    throw new Error(`The picture can't be opened: ${messageOf(problem)}.`);
  });
}

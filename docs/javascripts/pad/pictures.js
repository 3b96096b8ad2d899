// Picture files come onto a pad in three ways: chosen, dropped, or pasted.

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
  container.addEventListener("dragover", (event) => {
    event.preventDefault();
    body.classList.toggle("pad-awaits", event.dataTransfer?.types.includes("Files"));
  });
  container.addEventListener("dragleave", () => body.classList.remove("pad-awaits"));
  container.addEventListener("drop", (event) => {
    event.preventDefault();
    body.classList.remove("pad-awaits");
    if (event.dataTransfer) take(event.dataTransfer.files);
  });
  document.addEventListener("paste", ({ clipboardData }) => {
    const [at, files] = [document.activeElement, clipboardData?.files];
    if (files?.length && (container.contains(at) || (isFirst && !at?.closest("input, textarea, .pad")))) take(files);
  });
}

/** The first of some files, if it is a picture. @param {FileList} files @param {PictureListener} listener */
async function takePicture([file], { onPicture, onMessage }) {
  if (!file) return onMessage("That was no picture file. Nothing was changed.");
  onMessage("");
  try {
    return onPicture(await (await fetchReader()).readPicture(file));
  } catch (problem) {
    return onMessage(messageOf(problem));
  }
}

function fetchReader() {
  return fetchModule(() => import("./picture-file.js")).catch((problem) => {
    throw new Error(`The picture cannot be opened: ${messageOf(problem)}.`);
  });
}

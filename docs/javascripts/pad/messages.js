// What a pad, its inspector and the widgets beside it tell each other: events of the <div class="pad">, which bubble.

/**
 * "pad:read" is sent by the pad at every change; network and reading are null until there is something. Who comes later sends
 * "pad:ask", and is told at once. Who lets the reader choose a neuron sends "inspector:choose", with null when it is let go; a
 * link that brings a choice along makes the pad send "inspector:restore". What a pen draws as an example is sent as "pad:example", at
 * every change and behind "pad:read", which does not know of it.
 *
 * @typedef {{ marks: import("./strokes.js").Mark[], network: import("../network/network.js").Network | null,
 *   reading: import("./reading.js").Reading | null, isExample: boolean }} PadState isExample: whether the pad shows an example
 * @typedef {{ reading: import("./reading.js").Reading | null, isDrawn: boolean }} Example isDrawn: whether the pen has come to its end
 * @typedef {{ layer: number, index: number }} Neuron both counted from 0; layer 0 is that of the pixels
 * @typedef {{ "pad:read": PadState, "pad:ask": null, "pad:example": Example, "inspector:choose": Neuron | null,
 *   "inspector:restore": Neuron | null }} Messages
 */

/** @template {keyof Messages} Type @param {Element} pad @param {Type} type @param {Messages[Type]} detail */
export function send(pad, type, detail) {
  pad.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}

/**
 * @template {keyof Messages} Type
 * @param {Element} pad
 * @param {Type} type
 * @param {(detail: Messages[Type]) => void} handle
 * @param {AddEventListenerOptions} [options]
 */
export function receive(pad, type, handle, options) {
  pad.addEventListener(type, (event) => event instanceof CustomEvent && handle(event.detail), options);
}

// Drawing with mouse, pen or finger.

/** @typedef {[x: number, y: number]} Share of the width and of the height of an element */

/**
 * Follow a pointer over an element, one at a time: a second finger is not a second pen.
 *
 * @param {GlobalEventHandlers & Element} target
 * @param {(place: Share) => void} onDown
 * @param {(place: Share) => void} onMove called for every point on the way
 * @param {() => void} onUp
 * @returns {() => void} takes the pointer off the element
 */
export function followPointer(target, onDown, onMove, onUp) {
  /** @type {number | null} */
  let pointer = null;
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (pointer !== null && pointer !== event.pointerId)) return;
    pointer = event.pointerId;
    onDown(placeOf(event, target));
    // A pointer that a script made up cannot be captured, but it can draw.
    if (event.isTrusted) target.setPointerCapture(pointer);
  });
  target.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) onMove(placeOf(each, target));
  });
  for (const type of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    target.addEventListener(type, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      onUp();
    });
  }
  return () => (pointer = null);
}

/** @param {PointerEvent} event @param {Element} target @returns {Share} */
function placeOf({ clientX, clientY }, target) {
  const { left, top, width, height } = target.getBoundingClientRect();
  return [(clientX - left) / width, (clientY - top) / height];
}

// Work that can wait: it is done once a frame at most, and later while nobody sees its result.

const PAUSE = 200; // milliseconds without a request before what is off the screen is brought up to date

/** request() has the work done in the next frame while the element is on the screen, otherwise when the requests have come to rest. */
export class DeferredWork {
  #work;
  #visible = false;
  #frame = 0;
  #timer = 0;

  /** @param {Element} element @param {() => void} work */
  constructor(element, work) {
    this.#work = work;
    new IntersectionObserver((entries) => {
      this.#visible = Boolean(entries.at(-1)?.isIntersecting);
      if (this.#visible && this.#timer) this.request();
    }).observe(element);
  }

  request() {
    clearTimeout(this.#timer);
    // The pen does not wait for the inspector: what is drawn is on the screen before this begins.
    if (this.#visible) this.#frame ||= requestAnimationFrame(() => this.#run());
    else this.#timer = setTimeout(() => this.#run(), PAUSE);
  }

  #run() {
    this.#frame = this.#timer = 0;
    this.#work();
  }
}

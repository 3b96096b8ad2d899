// Work that can wait: it is done once a frame at most, and later while nobody sees its result.

const PAUSE = 200; // milliseconds without a call before what is off the screen is brought up to date

/** ask() has the work done in the next frame while the element is on the screen, otherwise when the calls have come to rest. */
export class WhenSeen {
  constructor(element, work) {
    this.work = work;
    new IntersectionObserver((entries) => {
      this.seen = entries.at(-1).isIntersecting;
      if (this.seen && this.waiting) this.ask();
    }).observe(element);
  }

  ask() {
    clearTimeout(this.waiting);
    // The pen does not wait for the inspector: what is drawn is on the screen before this begins.
    if (this.seen) this.frame ??= requestAnimationFrame(() => this.act());
    else this.waiting = setTimeout(() => this.act(), PAUSE);
  }

  act() {
    this.frame = this.waiting = null;
    this.work();
  }
}

// Work that can wait while nobody sees its result.

const PAUSE = 200; // milliseconds without a call before what is off the screen is brought up to date

/** ask() does the work at once while the element is on the screen, and otherwise when the calls have come to rest. */
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
    this.waiting = null;
    if (this.seen) this.work();
    else this.waiting = setTimeout(() => this.work(), PAUSE);
  }
}

// A number that rolls to its goal a whole step at a time, frame by frame, and needs no frame once it is there. It knows no page.

const STEP = 250; // milliseconds
const LONGEST = 4000; // for all the steps of one roll
const LATEST = 50; // a frame that comes later than that moves nothing further

export class Roll {
  #at = 0;
  #goal = 0;
  #pace = STEP;
  #frame = 0;
  #last = 0; // when the last frame came; 0 before the first
  #draw;

  /** @param {(at: number) => void} draw called in every frame: at 2.5 two steps are done, and half of the third */
  constructor(draw) {
    this.#draw = draw;
  }

  /** Be there at once. @param {number} at */
  jump(at) {
    cancelAnimationFrame(this.#frame);
    this.#frame = this.#last = 0;
    this.#at = this.#goal = at;
    this.#draw(at);
  }

  /** Roll on to a goal that is not behind; who wants no motion is there at once. @param {number} goal */
  to(goal) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.jump(goal);
    this.#goal = goal;
    this.#pace = Math.min(STEP, LONGEST / (goal - this.#at));
    this.#frame ||= requestAnimationFrame((now) => this.#move(now));
  }

  /** @param {number} now */
  #move(now) {
    const passed = this.#last && Math.min(LATEST, now - this.#last);
    this.#at = Math.min(this.#goal, this.#at + passed / this.#pace);
    this.#draw(eased(this.#at));
    const isThere = this.#at === this.#goal;
    this.#last = isThere ? 0 : now;
    this.#frame = isThere ? 0 : requestAnimationFrame((next) => this.#move(next));
  }
}

/** Every step begins and ends gently. @param {number} at */
function eased(at) {
  const done = Math.floor(at);
  const part = at - done;
  return done + part * part * (3 - 2 * part);
}

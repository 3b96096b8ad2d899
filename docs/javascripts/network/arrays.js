// Questions to a list of numbers.

/** @typedef {ArrayLike<number> & Iterable<number>} Numbers */

/** The last of a list that is not empty. @template Item @param {Item[]} list @returns {Item} */
export function last(list) {
  return list[list.length - 1];
}

/** The index of the largest number, the first of them if there are several. @param {Numbers} numbers */
export function largest(numbers) {
  let best = 0;
  for (let index = 1; index < numbers.length; index++) if (numbers[index] > numbers[best]) best = index;
  return best;
}

/** The indices of the largest numbers, the largest first. @param {Numbers} numbers @param {number} [count] of them; all */
export function largestFirst(numbers, count) {
  return [...Array(numbers.length).keys()].sort((a, b) => numbers[b] - numbers[a] || a - b).slice(0, count);
}

/** @param {Numbers} numbers */
export function sum(numbers) {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** @param {number} number @param {number} low @param {number} high */
export function clip(number, low, high) {
  return Math.min(Math.max(number, low), high);
}

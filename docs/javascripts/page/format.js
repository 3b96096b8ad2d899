// Numbers as they are printed.

const MINUS = "\u2212";

/** A number with a real minus sign, and never "-0". @param {number} number */
export function decimal(number, digits = 2) {
  const words = number.toFixed(digits);
  return Number(words) === 0 ? words.replace("-", "") : words.replace("-", MINUS);
}

/** A number with one digit behind the point. @param {number} number */
export function tenths(number) {
  return decimal(number, 1);
}

/** The same with a plus sign, where the number is something that is added. @param {number} number */
export function signed(number, digits = 2) {
  const words = decimal(number, digits);
  return Number(number.toFixed(digits)) > 0 ? `+${words}` : words;
}

/** 0.256 as 25.6 %. @param {number} share */
export function percent(share, digits = 1) {
  return `${(100 * share).toFixed(digits)}\u00a0%`;
}

/** 13002 as 13,002. @param {number} number */
export function thousands(number) {
  return number.toLocaleString("en");
}

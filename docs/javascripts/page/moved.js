// A section that moved to another page leaves a link behind with its old anchor: [Looking for loops](…){: #silence-a-neuron .moved }

/** Whoever comes to the anchor of a section that moved is taken to where it is now. */
export function followMoved(root = document) {
  const left = root.getElementById(location.hash.slice(1));
  if (left instanceof HTMLAnchorElement && left.classList.contains("moved")) location.replace(left.href);
}

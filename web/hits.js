/** The order in which the kinds of search results are shown. */

/**
 * Order groups of search results by the score of their first result, the best one; of equals the
 * first stays first.
 *
 * @template {{hits: {score: number}[]}} T
 * @param {T[]} groups
 * @returns {T[]}
 */
export function bestFirst(groups) {
  const best = (/** @type {T} */ { hits }) => hits[0]?.score ?? 0;
  return groups.toSorted((one, other) => best(other) - best(one));
}

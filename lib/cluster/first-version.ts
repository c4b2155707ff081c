/** The store's version when the first learner comes: a real cluster has written by then, and small numbers look made up. */
export const firstVersion = 100

/** Expressions whose outcome differs from Spark's on purpose, each with the reason. */
export const knownDifferences: Readonly<Record<string, string>> = {};

// Javadoc, JSDoc, PHPDoc and KDoc: opens with exactly two stars and is not empty.
export function isStarComment(comment: string): boolean {
  return /^\/\*\*(?![*/])/.test(comment);
}

// Doxygen knows four forms: two stars, a star with `!`, three slashes, two slashes with `!`.
export function isDoxygenComment(comment: string): boolean {
  return isStarComment(comment) || /^(\/\*!|\/\/!|\/\/\/(?!\/))/.test(comment);
}

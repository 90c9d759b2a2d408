/** The `Description` of each managed policy of this library, by which the command recognizes it. Immutable in IAM: never change one. */
export const DESCRIPTIONS = {
  policy: 'What a Teleport agent needs for AWS databases',
  boundary: 'The most that a Teleport agent can be allowed',
};

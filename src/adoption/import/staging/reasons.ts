/* Reasons for which rows stay out because another row of their wallet does. */

export const PART_OF_HISTORY_REASON =
  'a line of its history cannot be read, and the balance depends on it: mend the line';
export const PAST_OF_PART_REASON =
  'another line of the history of this wallet cannot be read, and it comes in as a whole';
export const PAST_OF_NONE_REASON =
  'the first source has no balance with which this wallet could come in';

/** The numbers of a balance. */
export const amounts = `
fragment Amounts on Balance {
  available { amount currency }
  held { amount currency }
  total { amount currency }
  version
}
`;

/** What the gateway says when it refuses. */
export const refused = `
fragment Refused on UserError {
  code
  message
}
`;

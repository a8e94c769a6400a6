/** Figures of a balance. */
export const amounts = `
fragment Amounts on Balance {
  available { amount currency }
  held { amount currency }
  total { amount currency }
  version
}
`;

/** Fields of a refusal. */
export const refused = `
fragment Refused on UserError {
  code
  message
}
`;

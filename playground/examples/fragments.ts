/** Figures of a balance. */
export const amounts = `
fragment Amounts on Balance {
  available { amount currency }
  held { amount currency }
  total { amount currency }
  version
}
`;

/** Parts of a transaction's amount, and where each went. */
export const parts = `
fragment Parts on TransactionSplit {
  label
  to {
    ... on Wallet { id name }
    ... on SystemAccountInfo { name }
  }
  amount { amount }
  takenBack { amount }
}
`;

/** Fields of a refusal. */
export const refused = `
fragment Refused on UserError {
  code
  message
}
`;

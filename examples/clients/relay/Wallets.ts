import { graphql } from 'relay-runtime';

// relay-compiler reads these documents and writes generated/. The page imports what it wrote, so its build needs no plugin
// and this file is not loaded. With babel-plugin-relay the documents can stand in the components.
export const documents = (): unknown[] => [
  graphql`
    fragment Wallets_wallet on Wallet {
      id
      balance {
        available {
          amount
          currency
        }
        held {
          amount
        }
        version
      }
    }
  `,
  graphql`
    query WalletsHeaderQuery($walletId: ID!) {
      wallet(id: $walletId) {
        name
        ...Wallets_wallet @relay(mask: false)
      }
    }
  `,
  graphql`
    query WalletsListQuery {
      viewer {
        wallets {
          name
          ...Wallets_wallet @relay(mask: false)
        }
      }
    }
  `,
  graphql`
    subscription WalletsFollowSubscription($walletId: ID!) {
      balanceChanged(walletId: $walletId) {
        wallet {
          ...Wallets_wallet @relay(mask: false)
        }
      }
    }
  `,
  graphql`
    mutation WalletsTransferMutation($input: TransferInput!) {
      transfer(input: $input) {
        __typename
        ... on TransferPayload {
          replayed
          transaction {
            id
            status
            wallet {
              ...Wallets_wallet @relay(mask: false)
            }
          }
        }
        ... on InsufficientFunds {
          available {
            amount
          }
          required {
            amount
          }
        }
        ... on UserError {
          code
          message
        }
      }
    }
  `,
];

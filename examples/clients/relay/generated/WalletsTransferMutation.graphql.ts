/**
 * @generated SignedSource<<ac4f52a391b3d677383c3e31bfd7be86>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type RefusalCode = "ALREADY_CLAIMED" | "ALREADY_PAID" | "AMOUNT_EXCEEDS_REMAINING" | "AMOUNT_TOO_LARGE" | "BONUS_NOT_OFFERED" | "CREDIT_LIMIT_EXCEEDED" | "CREDIT_NOT_APPROVED" | "CURRENCY_EXISTS" | "CURRENCY_MISMATCH" | "EFFECTIVE_AT_OUT_OF_RANGE" | "IDEMPOTENCY_CONFLICT" | "INSUFFICIENT_FUNDS" | "INVALID_AMOUNT" | "INVALID_TRANSITION" | "QUOTE_EXPIRED" | "QUOTE_NOT_FOUND" | "QUOTE_USED" | "SAME_WALLET" | "SELF_APPROVAL" | "SPLITS_EXCEED_AMOUNT" | "SYSTEM_ACCOUNT_EXISTS" | "TRANSACTION_NOT_FOUND" | "UNBALANCED_POSTING" | "UNKNOWN_CURRENCY" | "UNKNOWN_SYSTEM_ACCOUNT" | "WALLET_LIMIT" | "WALLET_NOT_ACTIVE" | "WALLET_NOT_EMPTY" | "WALLET_NOT_FOUND" | "%future added value";
export type TransactionStatus = "CANCELLED" | "COMPLETED" | "FAILED" | "PENDING" | "%future added value";
import type { JsonObject } from "../../typescript/json.js";
export type TransferInput = {
  amount: MoneyInput;
  description?: string | null | undefined;
  fromWalletId: string;
  idempotencyKey: string;
  metadata?: JsonObject | null | undefined;
  reference?: string | null | undefined;
  shareMetadata?: boolean | null | undefined;
  splits?: ReadonlyArray<Split> | null | undefined;
  toWalletId: string;
};
export type MoneyInput = {
  amount: string;
  currency: string;
};
export type Split = {
  amount: MoneyInput;
  label: string;
  toSystemAccount?: string | null | undefined;
  toWalletId?: string | null | undefined;
};
export type WalletsTransferMutation$variables = {
  input: TransferInput;
};
export type WalletsTransferMutation$data = {
  readonly transfer: {
    readonly __typename: string;
    readonly available?: {
      readonly amount: string;
    };
    readonly code?: RefusalCode;
    readonly message?: string;
    readonly replayed?: boolean;
    readonly required?: {
      readonly amount: string;
    };
    readonly transaction?: {
      readonly id: string;
      readonly status: TransactionStatus;
      readonly wallet: {
        readonly balance: {
          readonly available: {
            readonly amount: string;
            readonly currency: string;
          };
          readonly held: {
            readonly amount: string;
          };
          readonly version: number;
        };
        readonly id: string;
      } | null | undefined;
    };
  } | null | undefined;
};
export type WalletsTransferMutation = {
  response: WalletsTransferMutation$data;
  variables: WalletsTransferMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "amount",
  "storageKey": null
},
v3 = [
  (v2/*:: as any*/)
],
v4 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "transfer",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "replayed",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Transfer",
            "kind": "LinkedField",
            "name": "transaction",
            "plural": false,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "status",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Wallet",
                "kind": "LinkedField",
                "name": "wallet",
                "plural": false,
                "selections": [
                  (v1/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Balance",
                    "kind": "LinkedField",
                    "name": "balance",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Money",
                        "kind": "LinkedField",
                        "name": "available",
                        "plural": false,
                        "selections": [
                          (v2/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "currency",
                            "storageKey": null
                          }
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Money",
                        "kind": "LinkedField",
                        "name": "held",
                        "plural": false,
                        "selections": (v3/*:: as any*/),
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "version",
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "type": "TransferPayload",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Money",
            "kind": "LinkedField",
            "name": "available",
            "plural": false,
            "selections": (v3/*:: as any*/),
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Money",
            "kind": "LinkedField",
            "name": "required",
            "plural": false,
            "selections": (v3/*:: as any*/),
            "storageKey": null
          }
        ],
        "type": "InsufficientFunds",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          }
        ],
        "type": "UserError",
        "abstractKey": "__isUserError"
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "WalletsTransferMutation",
    "selections": (v4/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "WalletsTransferMutation",
    "selections": (v4/*:: as any*/)
  },
  "params": {
    "cacheID": "695f7c79d51466c35ba29b12dc6f0dc9",
    "id": null,
    "metadata": {},
    "name": "WalletsTransferMutation",
    "operationKind": "mutation",
    "text": "mutation WalletsTransferMutation(\n  $input: TransferInput!\n) {\n  transfer(input: $input) {\n    __typename\n    ... on TransferPayload {\n      replayed\n      transaction {\n        id\n        status\n        wallet {\n          id\n          balance {\n            available {\n              amount\n              currency\n            }\n            held {\n              amount\n            }\n            version\n          }\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n      }\n      required {\n        amount\n      }\n    }\n    ... on UserError {\n      __isUserError: __typename\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d8742d062ab61797b4e38e07e0501d2e";

export default node;

/**
 * @generated SignedSource<<d7c2a03d371da054fa2dcdd59341d0c8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type WalletsFollowSubscription$variables = {
  walletId: string;
};
export type WalletsFollowSubscription$data = {
  readonly balanceChanged: {
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
    };
  };
};
export type WalletsFollowSubscription = {
  response: WalletsFollowSubscription$data;
  variables: WalletsFollowSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "walletId"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "amount",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "walletId",
        "variableName": "walletId"
      }
    ],
    "concreteType": "BalanceChange",
    "kind": "LinkedField",
    "name": "balanceChanged",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Wallet",
        "kind": "LinkedField",
        "name": "wallet",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          },
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
                  (v1/*:: as any*/),
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
                "selections": [
                  (v1/*:: as any*/)
                ],
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "WalletsFollowSubscription",
    "selections": (v2/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "WalletsFollowSubscription",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "79a69c75a3450a66b867457a266becb3",
    "id": null,
    "metadata": {},
    "name": "WalletsFollowSubscription",
    "operationKind": "subscription",
    "text": "subscription WalletsFollowSubscription(\n  $walletId: ID!\n) {\n  balanceChanged(walletId: $walletId) {\n    wallet {\n      id\n      balance {\n        available {\n          amount\n          currency\n        }\n        held {\n          amount\n        }\n        version\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "169bc974828c27e2490c2de8a51e805a";

export default node;

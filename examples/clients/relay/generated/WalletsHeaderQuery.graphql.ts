/**
 * @generated SignedSource<<e852a1e3dfbfedcf06cee10260a741ce>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type WalletsHeaderQuery$variables = {
  walletId: string;
};
export type WalletsHeaderQuery$data = {
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
    readonly name: string;
  } | null | undefined;
};
export type WalletsHeaderQuery = {
  response: WalletsHeaderQuery$data;
  variables: WalletsHeaderQuery$variables;
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
        "name": "id",
        "variableName": "walletId"
      }
    ],
    "concreteType": "Wallet",
    "kind": "LinkedField",
    "name": "wallet",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "name",
        "storageKey": null
      },
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "WalletsHeaderQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "WalletsHeaderQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "d99f0a5c20507a784a40fe4095063a18",
    "id": null,
    "metadata": {},
    "name": "WalletsHeaderQuery",
    "operationKind": "query",
    "text": "query WalletsHeaderQuery(\n  $walletId: ID!\n) {\n  wallet(id: $walletId) {\n    name\n    id\n    balance {\n      available {\n        amount\n        currency\n      }\n      held {\n        amount\n      }\n      version\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "10b86f193acaa6908c31aece3b95b05b";

export default node;

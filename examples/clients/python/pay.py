"""Reads a balance, pays and follows the balance: python pay.py PAYER RECEIVER AMOUNT KEY"""

import asyncio
import os
import random
import sys
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TypeVar

import httpx
from onebook import (
    Client,
    GraphQLClientError,
    GraphQLClientGraphQLMultiError,
    GraphQLClientHttpError,
    MoneyInput,
    TransferInput,
    TransferTransferInsufficientFunds,
    TransferTransferTransferPayload,
)

Result = TypeVar("Result")
MAX_ATTEMPTS = 5


async def retry_transient(send: Callable[[], Awaitable[Result]]) -> Result:
    """Sends again what the gateway says a retry helps with: the same input, so also the same key."""
    for attempt in range(MAX_ATTEMPTS):
        try:
            return await send()
        except GraphQLClientError as error:
            wait_ms = retry_after_ms(error)
            if wait_ms is None or attempt == MAX_ATTEMPTS - 1:
                raise
            await asyncio.sleep(wait_ms / 1000 * 2**attempt * random.uniform(0.5, 1.5))
    raise AssertionError("the last attempt returns or raises")


def retry_after_ms(error: GraphQLClientError) -> int | None:
    """Milliseconds after which a retry helps; None if none does."""
    extensions: list[dict[str, object] | None] = []
    if isinstance(error, GraphQLClientGraphQLMultiError):
        extensions = [one.extensions for one in error.errors]
    elif isinstance(error, GraphQLClientHttpError) and isinstance(error.response, httpx.Response):
        extensions = [one.get("extensions") for one in error.response.json().get("errors", [])]
    waits = [(one or {}).get("retryAfterMs") for one in extensions]
    return next((wait for wait in waits if isinstance(wait, int)), None)


async def main(payer: str, receiver: str, amount: Decimal, key: str) -> None:
    url = os.environ["ONEBOOK_URL"]
    token = {"authorization": f"Bearer {os.environ['ONEBOOK_TOKEN']}"}
    client = Client(
        url=url,
        headers=token,
        ws_url="ws" + url.removeprefix("http"),
        ws_connection_init_payload=token,
    )
    async with client:
        wallet = (await retry_transient(lambda: client.header(payer))).wallet
        if wallet is None:
            raise SystemExit("There is no such wallet, or this token may not see it.")
        print("balance", wallet.balance.available.amount, "version", wallet.balance.version)

        payment = TransferInput(
            from_wallet_id=payer,
            to_wallet_id=receiver,
            amount=MoneyInput(amount=amount, currency="USD"),
            idempotency_key=key,
        )
        result = (await retry_transient(lambda: client.transfer(payment))).transfer
        if isinstance(result, TransferTransferTransferPayload):
            print("paid before:" if result.replayed else "paid:", result.transaction.id)
        elif isinstance(result, TransferTransferInsufficientFunds):
            print("refused:", result.available.amount, "of", result.required.amount, "available")
        elif result is not None:
            print("refused:", result.code.value, result.message)

        # The first push is the present balance. Show a push only if its version is not older.
        async for push in client.balance_changed(payer):
            balance = push.balance_changed.wallet.balance
            print("balance", balance.available.amount, "version", balance.version)
            break


if __name__ == "__main__":
    payer, receiver, amount, key = sys.argv[1:]
    asyncio.run(main(payer, receiver, Decimal(amount), key))

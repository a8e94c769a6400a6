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
    GraphQLClientHttpError,
    MoneyInput,
    TransferInput,
    TransferTransferInsufficientFunds,
    TransferTransferTransferPayload,
)

Result = TypeVar("Result")
MAX_ATTEMPTS = 5


async def retry_overloaded(send: Callable[[], Awaitable[Result]]) -> Result:
    """Sends again what the gateway had no room for: the same input, so also the same key."""
    for attempt in range(MAX_ATTEMPTS):
        try:
            return await send()
        except GraphQLClientHttpError as error:
            if not is_overloaded(error.response) or attempt == MAX_ATTEMPTS - 1:
                raise
            await asyncio.sleep(2**attempt * random.uniform(0.5, 1.5))
    raise AssertionError("the last attempt returns or raises")


def is_overloaded(response: object) -> bool:
    return isinstance(response, httpx.Response) and "OVERLOADED" in response.text


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
        wallet = (await retry_overloaded(lambda: client.header(payer))).wallet
        if wallet is None:
            raise SystemExit("There is no such wallet, or this token may not see it.")
        print("balance", wallet.balance.available.amount, "version", wallet.balance.version)

        payment = TransferInput(
            from_wallet_id=payer,
            to_wallet_id=receiver,
            amount=MoneyInput(amount=amount, currency="USD"),
            idempotency_key=key,
        )
        result = (await retry_overloaded(lambda: client.transfer(payment))).transfer
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

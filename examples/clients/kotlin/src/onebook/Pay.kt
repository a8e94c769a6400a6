package onebook

import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.api.ApolloResponse
import com.apollographql.apollo.api.Operation
import com.apollographql.apollo.network.ws.GraphQLWsProtocol
import java.math.BigDecimal
import kotlin.random.Random
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import onebook.api.BalanceChangedSubscription
import onebook.api.HeaderQuery
import onebook.api.TransferMutation
import onebook.api.type.MoneyInput
import onebook.api.type.TransferInput

/** Reads a balance, pays and follows the balance: PAYER RECEIVER AMOUNT KEY */
fun main(arguments: Array<String>) = runBlocking {
    val (payer, receiver, amount, key) = arguments
    val url = System.getenv("ONEBOOK_URL")
    val authorization = "Bearer ${System.getenv("ONEBOOK_TOKEN")}"
    val client = ApolloClient.Builder()
        .serverUrl(url)
        .addHttpHeader("authorization", authorization)
        .wsProtocol(GraphQLWsProtocol.Factory(connectionPayload = { mapOf("authorization" to authorization) }))
        .build()

    client.use {
        val wallet = retryTransient { client.query(HeaderQuery(payer)).execute() }.dataOrThrow().wallet
            ?: error("There is no such wallet, or this token may not see it.")
        show(wallet.walletBalance.balance.figures)

        val payment = TransferInput(
            fromWalletId = payer,
            toWalletId = receiver,
            amount = MoneyInput(amount = BigDecimal(amount), currency = "USD"),
            idempotencyKey = key,
        )
        // Without data it is unknown whether it was executed: the same key again gives the outcome.
        println(outcomeOf(retryTransient { client.mutation(TransferMutation(payment)).execute() }.dataOrThrow().transfer!!))

        // The first push is the present balance. Show a push only if its version is not older.
        val push = client.subscription(BalanceChangedSubscription(payer)).toFlow().first().dataOrThrow()
        show(push.balanceChanged.wallet.walletBalance.balance.figures)
    }
}

private fun show(figures: onebook.api.fragment.Figures) =
    println("balance ${figures.available.amount} version ${figures.version}")

/** What became of a transfer, in words for people. */
private fun outcomeOf(transfer: TransferMutation.Transfer): String {
    transfer.onTransferPayload?.let {
        return "${if (it.replayed) "paid before" else "paid"}: ${it.transaction.id}"
    }
    transfer.onInsufficientFunds?.let {
        return "refused: ${it.available.amount} of ${it.required.amount} available"
    }
    transfer.onUserError?.let { return "refused: ${it.code}: ${it.message}" }
    // A refusal that is newer than the generated code.
    return "refused: ${transfer.__typename}"
}

private const val MAX_ATTEMPTS = 5

/** Sends again what the gateway says a retry helps with: the same input, so also the same key. */
private suspend fun <D : Operation.Data> retryTransient(send: suspend () -> ApolloResponse<D>): ApolloResponse<D> {
    var attempt = 1
    while (true) {
        val response = send()
        val waitMs = response.errors.orEmpty().firstNotNullOfOrNull { it.extensions?.get("retryAfterMs") as? Int }
        if (waitMs == null || attempt == MAX_ATTEMPTS) return response
        delay((waitMs * (1 shl (attempt - 1)) * Random.nextDouble(0.5, 1.5)).toLong())
        attempt += 1
    }
}

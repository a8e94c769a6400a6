// Reads a balance, pays and follows the balance: pay PAYER RECEIVER AMOUNT KEY
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/Khan/genqlient/graphql"
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

func main() {
	ctx := context.Background()
	payer, receiver, amount, key := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	url, authorization := os.Getenv("ONEBOOK_URL"), "Bearer "+os.Getenv("ONEBOOK_TOKEN")
	client := graphql.NewClient(url, authorized{authorization})

	read, err := retryTransient(func() (*HeaderResponse, error) { return Header(ctx, client, payer) })
	if err != nil {
		log.Fatal(err)
	}
	if read.Wallet == nil {
		log.Fatal("There is no such wallet, or this token may not see it.")
	}
	fmt.Println("balance", read.Wallet.Balance.Available.Amount, "version", read.Wallet.Balance.Version)

	payment := TransferInput{
		FromWalletId:   payer,
		ToWalletId:     receiver,
		Amount:         MoneyInput{Amount: amount, Currency: "USD"},
		IdempotencyKey: key,
	}
	paid, err := retryTransient(func() (*TransferResponse, error) { return Transfer(ctx, client, payment) })
	if err != nil {
		// Unknown whether it was executed, unless the code says so: the same key again gives the outcome.
		log.Fatal(err)
	}
	fmt.Println(outcomeOf(*paid.Transfer))

	if err := follow(ctx, url, authorization, payer); err != nil {
		log.Fatal(err)
	}
}

// outcomeOf says in words for people what became of a transfer.
func outcomeOf(result TransferTransferTransferResult) string {
	switch result := result.(type) {
	case *TransferTransferTransferPayload:
		if result.Replayed {
			return "paid before: " + result.Transaction.Id
		}
		return "paid: " + result.Transaction.Id
	case *TransferTransferInsufficientFunds:
		return fmt.Sprintf("refused: %s of %s available", result.Available.Amount, result.Required.Amount)
	case interface {
		GetCode() RefusalCode
		GetMessage() string
	}:
		return fmt.Sprintf("refused: %s: %s", result.GetCode(), result.GetMessage())
	default:
		return "refused"
	}
}

// follow prints the present balance. A page goes on, and shows a push only if its version is not older than what it shows.
func follow(ctx context.Context, url, authorization, walletID string) error {
	socket := graphql.NewClientUsingWebSocket(
		"ws"+strings.TrimPrefix(url, "http"),
		dialer{websocket.DefaultDialer},
		graphql.WithConnectionParams(map[string]any{"authorization": authorization}),
	)
	broken, err := socket.Start(ctx)
	if err != nil {
		return err
	}
	defer socket.Close()
	pushes, _, err := BalanceChanged(ctx, socket, walletID)
	if err != nil {
		return err
	}
	select {
	case err := <-broken:
		return err
	case push := <-pushes:
		if push.Errors != nil {
			return push.Errors
		}
		balance := push.Data.BalanceChanged.Wallet.Balance
		fmt.Println("balance", balance.Available.Amount, "version", balance.Version)
		return nil
	}
}

const maxAttempts = 5

// retryTransient sends again what the gateway says a retry helps with: the same input, so also the same key.
func retryTransient[T any](send func() (T, error)) (T, error) {
	for attempt := 1; ; attempt++ {
		result, err := send()
		wait := retryAfter(err)
		if wait == 0 || attempt == maxAttempts {
			return result, err
		}
		time.Sleep(wait << (attempt - 1) * time.Duration(50+rand.IntN(100)) / 100)
	}
}

// retryAfter is the time after which a retry helps; 0 if none does.
func retryAfter(err error) time.Duration {
	var list gqlerror.List
	var refused *graphql.HTTPError
	if errors.As(err, &refused) {
		list = refused.Response.Errors
	} else {
		errors.As(err, &list)
	}
	for _, one := range list {
		if ms, ok := one.Extensions["retryAfterMs"].(float64); ok {
			return time.Duration(ms) * time.Millisecond
		}
	}
	return 0
}

// authorized sends each request with a token.
type authorized struct{ authorization string }

func (a authorized) Do(request *http.Request) (*http.Response, error) {
	request.Header.Set("authorization", a.authorization)
	return http.DefaultClient.Do(request)
}

// dialer opens the WebSocket of subscriptions.
type dialer struct{ *websocket.Dialer }

func (d dialer) DialContext(ctx context.Context, url string, header http.Header) (graphql.WSConn, error) {
	header.Set("Sec-WebSocket-Protocol", "graphql-transport-ws")
	connection, _, err := d.Dialer.DialContext(ctx, url, header)
	return connection, err
}

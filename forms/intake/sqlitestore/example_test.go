package sqlitestore_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	store, err := sqlitestore.Open(ctx, filepath.Join(dir, "data", "intake.db"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	booking := intake.Record{
		ID:         "nfxca5ltmuwcay3spfyhi3zpoi", // in use, intake.NewID(rand.Reader)
		Inquiry:    "spring-tour",
		Kind:       "booking",
		Sender:     "named:class-a",
		ReceivedAt: time.Date(2021, time.January, 15, 12, 30, 0, 0, time.UTC),
		Key:        "8e03978e-40d5-43e8-bc93-6894a57f9324",
		Document:   []byte(`{"tour": "spring-tour", "class": "named:class-a"}`),
	}
	_, added, err := store.Append(ctx, booking)
	fmt.Println("first:", added, err)

	// The answer got lost on its way, so the clerk sends the form again.
	booking.ID = "o6ymmi6n5xbkb6jvlvuphxrfoe"
	kept, added, err := store.Append(ctx, booking)
	fmt.Println("again:", added, kept.ID, err)

	booking.Document = []byte(`{}`)
	_, _, err = store.Append(ctx, booking)
	fmt.Println("another document under the same key:", errors.Is(err, intake.ErrKeyReused))

	for r, err := range store.Records(ctx, "spring-tour") {
		fmt.Println(r.Sender, r.ReceivedAt.Format(time.RFC3339), err)
	}
	// Output:
	// first: true <nil>
	// again: false nfxca5ltmuwcay3spfyhi3zpoi <nil>
	// another document under the same key: true
	// named:class-a 2021-01-15T12:30:00Z <nil>
}

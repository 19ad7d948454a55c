package wasm_test

import (
	"context"
	"errors"
	"log"
	"os"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/wasm"
)

// A program of your own serves the form of a call, with the widget in its pages
// and the script for other sites as /embed.js. Its module takes a release of
// hytekit, which holds the built widget.
func ExampleWidget_Assets() {
	text, err := os.ReadFile("call.json")
	if err != nil {
		log.Fatal(err)
	}
	resolved, violations := hyte.ReadCall(text)
	if resolved == nil {
		log.Fatal(violations.Err())
	}

	widget, err := wasm.Open()
	if errors.Is(err, wasm.ErrNoWidget) {
		log.Print(err) // the forms are complete without it
	} else if err != nil {
		log.Fatal(err)
	}

	ctx := context.Background()
	store, err := sqlitestore.Open(ctx, "answers.db")
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	service, err := intake.New(ctx, intake.Config{
		Store:     store,
		Inquiries: []intake.Inquiry{resolved}, Kinds: kinds.All(),
		Assets: widget.Assets(),
	})
	if err != nil {
		log.Fatal(err)
	}
	server := intake.Server(service)
	server.Addr = "127.0.0.1:8080"
	log.Print(server.ListenAndServe())
}

//go:build unix

package pgstore_test

import (
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/storetest"
	"github.com/hytekit/hytekit/internal/pgserver"
)

func TestContract(t *testing.T) { storetest.Run(t, place) }

func TestOutbox(t *testing.T) { storetest.RunOutbox(t, place) }

func place(t *testing.T) storetest.Place {
	name, address := newDatabase(t)
	return storetest.Place{
		Open:   func() intake.Store { return open(t, address) },
		Spoil:  func(text string) { spoil(t, name, text) },
		Refuse: func() (allow func()) { return refuse(t, name) },
	}
}

// refuse takes the right to write away, also from connections that are open.
func refuse(t *testing.T, database string) (allow func()) {
	t.Helper()
	const rights = `INSERT, UPDATE ON ALL TABLES IN SCHEMA hytekit `
	server.Must(t, database, `REVOKE `+rights+`FROM `+pgserver.Role)
	return func() { server.Must(t, database, `GRANT `+rights+`TO `+pgserver.Role) }
}

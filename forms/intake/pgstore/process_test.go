//go:build unix

package pgstore_test

import (
	"testing"

	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
)

// TestProcesses appends from several processes and this one at once.
func TestProcesses(t *testing.T) {
	_, address := newDatabase(t)
	storeprocess.Open(inProcess).Together(t, address)
}

// TestFirstOpen has several processes and goroutines prepare one database.
func TestFirstOpen(t *testing.T) {
	storeprocess.Open(inProcess).First(t, 3, func() string {
		_, address := newDatabase(t)
		return address
	})
}

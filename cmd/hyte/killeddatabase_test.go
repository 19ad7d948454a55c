//go:build unix

package main

import (
	"syscall"
	"testing"

	"github.com/hytekit/hytekit/internal/pgserver"
)

// TestKilledInstances is [TestKilledService] with two instances on one PostgreSQL database,
// which are killed one after the other; in every other round the database server crashes,
// too. Who sends again may meet the other instance.
func TestKilledInstances(t *testing.T) {
	server, err := pgserver.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	server.WaitForDisk(t)
	k := killing{t: t, instances: 2, store: []string{"--database", server.Address(server.Database(t))}, between: func(round int) {
		if round%2 == 0 {
			return
		}
		if err := server.Stop(syscall.SIGQUIT); err != nil {
			t.Fatal(err)
		}
		if err := server.Run(); err != nil {
			t.Fatal(err)
		}
	}}
	k.run()
}

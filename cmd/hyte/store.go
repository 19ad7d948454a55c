package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/spf13/cobra"
)

// storeFlags say which database a command works on.
type storeFlags struct {
	data string
}

// addStoreFlags adds the flags of a command that works on the database of a service.
func addStoreFlags(command *cobra.Command) *storeFlags {
	f := new(storeFlags)
	command.Flags().StringVar(&f.data, "data", "data", "`FOLDER` of the service's database")
	if err := command.MarkFlagDirname("data"); err != nil {
		panic("hyte: " + err.Error())
	}
	return f
}

// withStore does something with the database of a service, which must be there. The service
// may be running.
func (f *storeFlags) withStore(ctx context.Context, do func(intake.Store) error) (err error) {
	path := filepath.Join(f.data, databaseName)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) { // opening would make one
		return usagef("--data: there is no %s in %s; give the folder with which hyte serve was started", databaseName, f.data)
	}
	store, err := sqlitestore.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(store)
}

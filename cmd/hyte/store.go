package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/spf13/cobra"
)

// databaseName is the file of the embedded database, in the folder of --data.
const databaseName = "hyte.db"

// storeFlags say which database a command works on.
type storeFlags struct {
	data         string
	database     string
	databaseFile string
	given        func(flag string) bool
}

// addStoreFlags adds the flags of a command that works on the database of a service.
func addStoreFlags(command *cobra.Command) *storeFlags {
	flags := command.Flags()
	f := &storeFlags{given: flags.Changed}
	flags.StringVar(&f.data, "data", "data", "`FOLDER` of the service's database")
	flags.StringVar(&f.database, "database", "", "`ADDRESS` of a PostgreSQL database instead, such as postgres://hyte@db.example.fi/hyte; its password comes from PGPASSWORD, PGPASSFILE or --database-file")
	flags.StringVar(&f.databaseFile, "database-file", "", "`FILE` with such an address, which may hold the password")
	if err := errors.Join(command.MarkFlagDirname("data"), command.MarkFlagFilename("database-file")); err != nil {
		panic("hyte: " + err.Error())
	}
	return f
}

// openStore opens the store of a service, makes it if it is missing, and says how to go on
// where it cannot work as it should.
func (a *app) openStore(ctx context.Context, f *storeFlags, logger *slog.Logger, options ...sqlitestore.Option) (intake.Store, error) {
	address, err := f.address()
	if err != nil {
		return nil, err
	}
	if address == "" {
		path := filepath.Join(f.data, databaseName)
		store, err := sqlitestore.Open(ctx, path, append(options, sqlitestore.WithLogger(logger))...)
		if err != nil {
			a.noticeFault(path, restoreFile, err)
			return nil, err
		}
		a.noticeFault(path, restoreFile, store.Ping(ctx))
		return store, nil
	}
	store, err := pgstore.Open(ctx, address, pgstore.WithLogger(logger))
	if err != nil {
		a.noticeFault("the database", restoreServer, err)
		return nil, wrongAddress(err)
	}
	a.noticeFault("the database", restoreServer, store.Ping(ctx))
	return store, nil
}

// withStore does something with the database of a service, which must be there. The service
// may be running.
func (f *storeFlags) withStore(ctx context.Context, do func(intake.Store) error) (err error) {
	store, err := f.openExisting(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(store)
}

func (f *storeFlags) openExisting(ctx context.Context) (intake.Store, error) {
	address, err := f.address()
	if err != nil {
		return nil, err
	}
	if address != "" {
		store, err := pgstore.Open(ctx, address, pgstore.Existing())
		if err != nil {
			return nil, wrongAddress(err)
		}
		return store, nil
	}
	path := filepath.Join(f.data, databaseName)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) { // opening would make one
		return nil, usagef("--data: there is no %s in %s; give the folder with which hyte serve was started", databaseName, f.data)
	}
	store, err := sqlitestore.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return store, nil
}

// wrongAddress makes a wrong address an error of usage.
func wrongAddress(err error) error {
	switch {
	case errors.Is(err, pgstore.ErrAddress):
		_, remedy, _ := strings.Cut(err.Error(), pgstore.ErrAddress.Error()+": ")
		return usagef("the address of the database: %s", remedy)
	case errors.Is(err, pgstore.ErrNoSchema):
		return usagef("there is nothing of a service in the database; give the address with which hyte serve was started")
	}
	return err
}

// places are the flags that were given, of which there may be one.
func (f *storeFlags) places() (given []string) {
	for _, flag := range []string{"data", "database", "database-file"} {
		if f.given(flag) {
			given = append(given, "--"+flag)
		}
	}
	return given
}

// address is that of the PostgreSQL database, empty without one. A command line is no
// place for a password: everybody on the machine sees it.
func (f *storeFlags) address() (string, error) {
	switch given := f.places(); {
	case len(given) > 1:
		return "", usagef("a service has one database: give %s", strings.Join(given, " or "))
	case f.given("database-file"):
		content, err := os.ReadFile(f.databaseFile)
		return cmp.Or(strings.TrimSpace(string(content)), noAddress), err
	case !f.given("database"):
		return "", nil
	}
	u, err := url.Parse(f.database)
	if err != nil {
		return f.database, nil // the store says how to write it
	}
	if _, given := u.User.Password(); given || u.Query().Has("password") {
		return "", usagef("--database: others on this machine can read a password there; give it in PGPASSWORD, in the file of PGPASSFILE, or with the address in --database-file")
	}
	return cmp.Or(f.database, noAddress), nil
}

// noAddress is what an empty address is: none that a store takes.
const noAddress = "postgres:"

// How to go on with a damaged database.
const (
	restoreFile   = "keep a copy of the folder, and put back a backup (hyte serve --help), or rescue what is there with the command .recover of sqlite3"
	restoreServer = "keep a copy of the server's data, and put back a backup"
)

// noticeFault says how to go on with a database that a service cannot work with as it
// should.
func (a *app) noticeFault(place, restore string, err error) {
	switch {
	case errors.Is(err, intake.ErrDamaged):
		a.notice("%s is damaged: no answers are taken, and pages that need what cannot be read fail. Stop the service, %s", place, restore)
	case errors.Is(err, intake.ErrFull):
		a.notice("the disk of %s has little or no space left: make room, or answers will be refused", place)
	case errors.Is(err, intake.ErrNotWritable):
		a.notice("%s cannot be written: answers are refused until it can", place)
	}
}

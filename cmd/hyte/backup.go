package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/spf13/cobra"
)

func (a *app) backupCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "backup --to FILE [FLAG]...",
		Short: "Copies what a service has received, while it runs.",
		Long: `The copy is one file, with everything that was acknowledged before: answers, the
organizer's decisions, the hash of the sign-in code. It is checked before it gets
its name, has the file mode of the original, and never takes the place of another
file. The service goes on meanwhile, and nobody waits.

To put a copy back, stop the service, move all files of its folder away, put the
copy there as hyte.db and start: the file is checked again.`,
		Example: `  hyte backup --data /var/lib/hyte --to /backup/hyte-2027-01-15.db`,

		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := addStoreFlags(command)
	to := command.Flags().String("to", "", "the new `FILE`")
	command.RunE = func(*cobra.Command, []string) error {
		if *to == "" {
			return usagef("where to? Give --to FILE")
		}
		switch address, err := f.address(); {
		case err != nil:
			return err
		case address != "":
			return usagef("a PostgreSQL database is copied by its own means, such as pg_dump; hyte export writes what is in it")
		}
		ctx, stop := a.interrupted(command.Context())
		defer stop()
		return a.backup(ctx, f, *to)
	}
	return command
}

func (a *app) backup(ctx context.Context, f *storeFlags, to string) error {
	path := filepath.Join(f.data, databaseName)
	err := sqlitestore.Backup(ctx, path, to)
	switch {
	case err == nil:
		a.notice("%s is a checked copy of %s", to, path)
		return nil
	case errors.Is(err, fs.ErrExist):
		return usagef("--to %s: there is such a file already; choose another name", to)
	default:
		return err
	}
}

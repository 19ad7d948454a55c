package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"github.com/hytekit/hytekit/forms/intake/archive"
	"github.com/hytekit/hytekit/internal/newfile"
	"github.com/spf13/cobra"
)

func (a *app) exportCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "export [FLAG]...",
		Short: "Writes all that a service has received as lines of JSON.",
		Long: `Every answer and decision is one line, byte for byte as it was received and in the
order of arrival, with all that the service noted; so are the versions of what was
asked, which personal links have ended, and who was reminded or invited. The last line
has counts and a checksum. hyte import reads such a file into another database. Sessions,
the audit log, notes of purges and letters about answers that wait stay where they are.

The file holds personal data, also the contacts that their owners have marked secret:
without them it would not be all that was received. Keep it as you keep the database,
and delete it once it has been read into another one. Secrets of the service, such as
the hash of the organizer's sign-in code, are in it only with --secrets.`,
		Example: `  hyte export --data /var/lib/hyte --to everything.ndjson
  hyte import --data /var/lib/other everything.ndjson`,

		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := addStoreFlags(command)
	to := command.Flags().String("to", "", "the new `FILE`, for its owner only; without it, the lines go to stdout")
	secrets := command.Flags().Bool("secrets", false, "write the secrets, too")
	command.RunE = func(*cobra.Command, []string) error {
		ctx, stop := a.interrupted(command.Context())
		defer stop()
		return a.export(ctx, f, *to, *secrets)
	}
	return command
}

func (a *app) export(ctx context.Context, f *storeFlags, to string, secrets bool) (err error) {
	store, err := f.openExisting(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	out, keep := a.stdout, func() error { return nil }
	if to != "" {
		var file *newfile.File
		switch file, err = newfile.Create(to); {
		case errors.Is(err, fs.ErrExist):
			return usagef("--to %s: there is such a file already; choose another name", to)
		case err != nil:
			return err
		}
		defer func() { err = errors.Join(err, file.Discard()) }()
		out, keep = file, file.Keep
	}
	counts, err := archive.Write(ctx, out, store, secrets)
	if err != nil {
		return err
	}
	if err := keep(); err != nil {
		return err
	}
	a.noticeCounts("written", counts)
	return nil
}

func (a *app) importCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "import [FLAG]... FILE",
		Short: "Reads what hyte export has written into another database.",
		Long: `The database must be new, or have the beginning of the same file in it, as after an
interruption: then it goes on from there, and what is there already is not stored
twice. The whole file is checked before anything is stored. Each answer keeps its
receipt, its time, its key and its place in the order, and nobody is reminded again who
was.

Start no service on the database before the import has ended.`,
		Example: `  hyte import --data /var/lib/other everything.ndjson`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("which file? Give one that hyte export has written")
			}
			return nil
		},
	}
	f := addStoreFlags(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		ctx, stop := a.interrupted(command.Context())
		defer stop()
		return a.importFrom(ctx, f, args[0])
	}
	return command
}

func (a *app) importFrom(ctx context.Context, f *storeFlags, path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return usagef("%s is read twice, so it must be a file", path)
	}
	store, err := a.openStore(ctx, f, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	counts, err := archive.Read(ctx, file, store)
	if err != nil {
		return err
	}
	a.noticeCounts("in the database", counts)
	return nil
}

func (a *app) noticeCounts(where string, c archive.Counts) {
	a.notice("%s: %d received, %d versions of what was asked, %d ends of personal links, %d secrets", where, c.Records, c.Versions, c.Revoked, c.Secrets)
}

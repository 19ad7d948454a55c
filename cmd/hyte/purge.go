package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/spf13/cobra"
)

// purgeFlags are what `hyte purge` was told.
type purgeFlags struct {
	store     *storeFlags
	inquiries []string
	keep      *choice
	yes       bool
}

func (a *app) purgeCommand() *cobra.Command {
	keeps := a.kinds.service.Reducer.Keeps
	command := &cobra.Command{
		Use:   "purge [FLAG]...",
		Short: "Lets go of what a service has received and needs no more.",
		Long: `Documents are replaced by what stays of them. With --keep list these are the members:
names, job titles, units and sectors of the persons named, decisions, published
questions; contacts, genders, submitters, free texts and answers to questions go.
With --keep nothing it is only which organization answered, when and how.

Without --inquiry, the inquiries are listed, with the purges that were done. Without
--yes, it is shown what would be done, and nothing is done. After a purge the database
and the files that it works with hold nothing of what was there; backups, exports,
downloads and mails that were made before do, and are for you to remove.

It may be used while the service runs. To have it done by itself, see --purge of hyte
serve.`,
		Example: `  hyte purge --data /var/lib/hyte

  # what would go, and then let it go
  hyte purge --data /var/lib/hyte --inquiry kanta-hame-hyte-2021 --keep list
  hyte purge --data /var/lib/hyte --inquiry kanta-hame-hyte-2021 --keep list --yes`,
		Args: noArguments,
	}
	f := &purgeFlags{store: addStoreFlags(command)}
	flags := command.Flags()
	flags.StringArrayVar(&f.inquiries, "inquiry", nil, "`ID` of a call or event; can be repeated")
	f.keep = addChoice(command, "keep", "what stays", keeps...)
	flags.BoolVar(&f.yes, "yes", false, "do it")
	command.RunE = func(*cobra.Command, []string) error {
		return f.store.withStore(command.Context(), func(store intake.Store) error { return a.purge(command.Context(), store, f) })
	}
	return command
}

func (a *app) purge(ctx context.Context, store intake.Store, f *purgeFlags) error {
	counts, err := store.Inquiries(ctx)
	if err != nil {
		return err
	}
	if len(f.inquiries) == 0 {
		return a.listPurges(ctx, store, counts)
	}
	out := a.output()
	for _, id := range f.inquiries {
		if counts[id] == 0 {
			return usagef("--inquiry: nothing was received for %q; without --inquiry those are listed for which something was", id)
		}
		p, err := a.kinds.service.PlanPurge(ctx, store, id, f.keep.value, a.now(), rand.Reader)
		if err != nil {
			return err
		}
		done := "would be replaced"
		if f.yes && len(p.Documents) > 0 {
			if err := store.Purge(ctx, p); err != nil {
				return err
			}
			done = "replaced"
		}
		fmt.Fprintf(out, "%s: %d of %d documents %s, keeping %s\n", id, len(p.Documents), counts[id], done, p.Keep)
	}
	if !f.yes {
		a.notice("nothing was done: give --yes to do it")
	}
	return out.Flush()
}

// listPurges prints for which inquiries there are documents, and what was purged of them.
func (a *app) listPurges(ctx context.Context, store intake.Store, counts map[string]int64) error {
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "INQUIRY\tDOCUMENTS\tPURGES")
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		purges, err := store.Purges(ctx, id)
		if err != nil {
			return err
		}
		var told []string
		for _, p := range purges {
			told = append(told, fmt.Sprintf("%s keeping %s (%d)", p.At.Format("2006-01-02"), p.Keep, p.Records))
		}
		if len(told) == 0 {
			told = []string{"-"}
		}
		fmt.Fprintf(table, "%s\t%d\t%s\n", id, counts[id], strings.Join(told, ", "))
	}
	return table.Flush()
}

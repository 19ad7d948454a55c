package main

import (
	"context"
	"encoding/json"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/spf13/cobra"
)

func (a *app) auditCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "audit [FLAG]...",
		Short: "Prints what the organizer's people did in a service.",
		Long: `Who signed in, saw, downloaded and decided what, and what was refused: one JSON object
a line, the oldest first. There are ids and pages only, no names and nothing that was
received. Entries of a kind that strangers cause in great numbers are put together:
"times" says how many.

It may be used while the service runs.`,
		Example: `  hyte audit --data /var/lib/hyte

  # who decided what?
  hyte audit | jq 'select(.action == "decision") | {at, who, inquiry, record}'`,
		Args: noArguments,
	}
	f := addStoreFlags(command)
	command.RunE = func(*cobra.Command, []string) error {
		return f.withStore(command.Context(), func(store intake.Store) error { return a.printAudit(command.Context(), store) })
	}
	return command
}

// auditPage is how many entries are read at once.
const auditPage = 1000

func (a *app) printAudit(ctx context.Context, log intake.Audit) error {
	out := a.output()
	lines := json.NewEncoder(out)
	for after := int64(0); ; {
		entries, err := log.AuditAfter(ctx, after, auditPage)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := lines.Encode(e); err != nil {
				return err
			}
			after = e.Sequence
		}
		if len(entries) == 0 {
			return out.Flush()
		}
	}
}

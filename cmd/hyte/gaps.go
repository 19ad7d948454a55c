package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/spf13/cobra"
)

func (a *app) gapsCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "gaps [FLAG]... FILE|FOLDER...",
		Short: "Shows what plans, bodies and standing lists lack on a day.",
		Long: `Of plans: who has not approved them, what nobody does, what is overdue, which post ends
before its task, when no plan is in force. A plan may follow another one of the files.
Of bodies: which organizations have nobody in them. Of requests that stand, such as one
for the coordinators of municipalities, with the answers in .ndjson files: who has named
nobody. A gap is no fault of a document: the exit status is 0.`,
		Example: `  # what do the plans lack today?
  hyte gaps plans/*.json

  # which municipalities have nobody in the network, and have named no coordinator?
  hyte gaps bodies calls received.ndjson

  # the items without an owner at the end of a year
  hyte gaps --at 2023-12-31 --format json plans/*.json | jq -r 'select(.kind == "owner-missing") | .item'`,
		Args: needFiles,
	}
	at := new(day)
	command.Flags().Var(at, "at", "the `DATE` that is shown (default today)")
	format := addChoice(command, "format", "how to print", "text", "json")
	lang := addLanguage(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		on := a.dayOrToday(at)
		documents, answers, failed := a.readFolder(args)
		if documents == nil {
			return failed
		}
		failed = cmp.Or(a.readReceived(documents, answers, lang.value), failed)
		g := gapsPrinter{language: inLanguage(lang.value, a.kinds.texts), on: on, json: format.value == "json"}
		out := a.output()
		return cmp.Or(g.print(out, documents), out.Flush(), failed)
	}
	return command
}

// gapsPrinter shows what documents lack.
type gapsPrinter struct {
	*language
	on   civil.Date
	json bool
}

func (g *gapsPrinter) print(w io.Writer, f *folder.Folder) error {
	ofPlans, others := plan.Of(f.Plans, g.on), f.Gaps(g.on)
	var out bytes.Buffer
	if g.json {
		for _, gap := range ofPlans {
			if err := writeJSON(&out, gap); err != nil {
				return err
			}
		}
		for _, gap := range others {
			if err := writeJSON(&out, gap); err != nil {
				return err
			}
		}
	} else {
		fmt.Fprintln(&out, g.word("sitting.at", "date", g.day(g.on.String())))
		for _, p := range f.Plans {
			var lines []string
			for _, gap := range ofPlans {
				if gap.Plan == p.ID {
					lines = append(lines, g.computed.Gap(p, gap, g.on))
				}
			}
			g.document(&out, p.Title, lines)
		}
		for _, b := range f.Bodies {
			g.document(&out, b.Name, g.computed.Missing(others, b.ID))
		}
		for _, c := range f.Calls {
			if c.Window().Stands {
				g.document(&out, c.Title(), g.computed.Missing(others, c.ID()))
			}
		}
	}
	_, err := out.WriteTo(w)
	return err
}

// document shows the gaps of one document.
func (g *gapsPrinter) document(out io.Writer, title hyte.Text, lines []string) {
	fmt.Fprintf(out, "\n%s\n", plain(title.In(g.code)))
	if len(lines) == 0 {
		lines = []string{g.word("gap.none")}
	}
	for _, line := range lines {
		fmt.Fprintf(out, "  %s\n", plain(line))
	}
}

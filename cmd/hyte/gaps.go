package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/spf13/cobra"
)

func (a *app) gapsCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "gaps [FLAG]... PLAN...",
		Short: "Shows what plans lack on a day.",
		Long: `Who has not approved them, what nobody does, what is overdue, which post ends before
its task, when no plan is in force. A plan may follow another one of the files. A gap is
no fault of a document: the exit status is 0.`,
		Example: `  # what do the plans lack today?
  hyte gaps plans/*.json

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
		var plans []*plan.Plan
		for _, name := range args {
			text, err := a.readDocument(name)
			if err != nil {
				return err
			}
			p, violations := plan.Decode(text)
			if p == nil {
				a.notice("%s: no plan, or one with %d errors: hyte check tells which", printable(name), len(violations))
				return errFound
			}
			plans = append(plans, p)
		}
		out := a.output()
		g := gapsPrinter{language: inLanguage(lang.value, a.kinds.texts), on: on}
		for _, gap := range plan.Of(plans, on) {
			if format.value == "json" {
				if err := writeJSON(out, gap); err != nil {
					return err
				}
				continue
			}
			g.add(gap)
		}
		if format.value == "text" {
			if err := g.print(out, plans); err != nil {
				return err
			}
		}
		return out.Flush()
	}
	return command
}

// gapsPrinter shows the gaps of plans, by plan.
type gapsPrinter struct {
	*language
	on   civil.Date
	gaps map[string][]plan.Gap
}

func (g *gapsPrinter) add(gap plan.Gap) {
	if g.gaps == nil {
		g.gaps = map[string][]plan.Gap{}
	}
	g.gaps[gap.Plan] = append(g.gaps[gap.Plan], gap)
}

func (g *gapsPrinter) print(w io.Writer, plans []*plan.Plan) error {
	var out bytes.Buffer
	fmt.Fprintln(&out, g.word("sitting.at", "date", g.day(g.on.String())))
	for _, p := range plans {
		fmt.Fprintf(&out, "\n%s\n", plain(p.Title.In(g.code)))
		for _, gap := range g.gaps[p.ID] {
			fmt.Fprintf(&out, "  %s\n", plain(g.computed.Gap(p, gap, g.on)))
		}
		if len(g.gaps[p.ID]) == 0 {
			fmt.Fprintf(&out, "  %s\n", plain(g.computed.Text("gap.none")))
		}
	}
	_, err := out.WriteTo(w)
	return err
}

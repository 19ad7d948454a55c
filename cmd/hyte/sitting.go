package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/popolo"
	"github.com/spf13/cobra"
)

func (a *app) sittingCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "sitting [FLAG]... BODY...|-",
		Short: "Shows who sits in a body on a day, and what is vacant.",
		Long: `On whose behalf everybody sits comes with it, who goes on after the term, and whose
time ends within --within days. With --organization it is only those who sit on behalf
of that organization, and the bodies in which nobody does are left out.

Popolo is the format of programs that work on who holds which position: one JSON object
of all the bodies, with a Post for each place and every membership that there has been.`,
		Example: `  # who sits in the council today?
  hyte sitting body.json

  # the seats of a municipality in all bodies at the end of a year
  hyte sitting --organization municipality:109 --at 2023-12-31 bodies/*.json

  # for programs that read Popolo
  hyte sitting --format popolo bodies/*.json

  # which places are vacant?
  hyte sitting --format json body.json | jq '.places[] | select(.vacant)'`,
		Args: needFiles,
	}
	at := new(day)
	command.Flags().Var(at, "at", "the `DATE` that is shown (default today)")
	within := command.Flags().Int("within", 60, "show whose time ends within so many `DAYS`")
	of := command.Flags().String("organization", "", "only who sits on behalf of this `ID`")
	format := addChoice(command, "format", "how to print", "text", "json", "popolo")
	lang := addLanguage(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		if format.value == "popolo" && *of != "" {
			return usagef("--organization chooses who is shown; Popolo has all")
		}
		if *within < 0 || *within > 100_000 {
			return usagef("--within: a number of days, such as 60")
		}
		on := a.dayOrToday(at)
		p := sittingPrinter{language: inLanguage(lang.value, a.kinds.texts), json: format.value == "json", of: *of}
		out := a.output()
		var all []*body.Body
		failed := a.eachBody(args, func(b *body.Body) error {
			if format.value == "popolo" {
				all = append(all, b)
				return nil
			}
			return p.print(out, b.Sitting(on, *within))
		})
		if format.value == "popolo" {
			if err := writeJSON(out, popolo.Export(all, on, lang.value)); err != nil {
				return err
			}
		}
		if *of != "" && !p.json && !p.some && failed == nil {
			fmt.Fprintln(out, p.word("sitting.nobody"))
		}
		if err := out.Flush(); err != nil {
			return err
		}
		return failed
	}
	return command
}

// eachBody reads one body after another. What one file lacks keeps nobody from those of
// the others.
func (a *app) eachBody(files []string, do func(*body.Body) error) (failed error) {
	for _, name := range files {
		text, err := a.readDocument(name)
		if err != nil {
			a.notice("%v", err)
			failed = errFailed
			continue
		}
		b, _ := body.Decode(text)
		if b == nil {
			a.notice("%s: no body, or one with errors: hyte check tells which", printable(name))
			failed = cmp.Or(failed, errFound)
			continue
		}
		if err := do(b); err != nil {
			return err
		}
	}
	return failed
}

// sittingPrinter shows who sits in one body after another.
type sittingPrinter struct {
	*language
	json bool
	of   string // an organization; empty shows all
	some bool   // a body has been shown before
}

func (p *sittingPrinter) print(w io.Writer, s *body.Sitting) error {
	if p.of != "" {
		s.Places = slices.DeleteFunc(s.Places, func(place body.Place) bool {
			return organization.Canonical(place.OnBehalfOf) != organization.Canonical(p.of)
		})
		s.Pool, s.Others, s.Balance = nil, nil, nil
		s.Vacant = 0
		for i := range s.Places {
			if s.Places[i].Vacant {
				s.Vacant++
			}
		}
		if len(s.Places) == 0 {
			return nil
		}
	}
	if p.json {
		return writeJSON(w, s)
	}
	var out bytes.Buffer
	if p.some {
		out.WriteByte('\n')
	}
	p.some = true
	fmt.Fprintf(&out, "%s\n%s\n", plain(s.Name.In(p.code)), p.word("sitting.at", "date", p.day(s.At.String())))
	if line := p.computed.Standing(s); line != "" {
		fmt.Fprintln(&out, plain(line))
	}
	p.table(&out, s)
	p.others(&out, s)
	_, err := out.WriteTo(w)
	return err
}

func (p *sittingPrinter) table(out io.Writer, s *body.Sitting) {
	if len(s.Places) == 0 {
		return
	}
	var rows bytes.Buffer
	table := tabwriter.NewWriter(&rows, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "\n  %s\n", strings.Join([]string{
		p.word("organization"), p.word("sitting.place"), p.word("sitting.member"), p.word("sitting.deputy"), p.word("sitting.from"), p.word("sitting.to"),
	}, "\t"))
	for i := range s.Places {
		place := &s.Places[i]
		name := place.Name.In(p.code)
		if name == "" {
			name = place.OnBehalfOf
		}
		member, from, ends := "–", "", ""
		switch m := place.Member; {
		case m != nil:
			member, from, ends = p.person(m), m.From, m.Ends
		case place.Vacant:
			member = p.word("sitting.vacant")
		}
		deputy := "–"
		if place.Deputy != nil {
			deputy = p.person(place.Deputy)
		}
		fmt.Fprintf(table, "  %s\t%d\t%s\t%s\t%s\t%s\n", plain(name), place.Number, member, deputy, from, ends)
	}
	table.Flush() // a buffer takes everything
	for line := range strings.Lines(rows.String()) {
		fmt.Fprintln(out, strings.TrimRight(line, " \n"))
	}
}

func (p *sittingPrinter) person(s *body.Seated) string {
	if s.Office == "" {
		return plain(s.Name)
	}
	return p.word("sitting."+string(s.Office), "person", s.Name)
}

func (p *sittingPrinter) others(out io.Writer, s *body.Sitting) {
	fmt.Fprintln(out)
	p.names(out, "sitting.pool", s.Pool, func(body.Seated) bool { return true })
	for _, role := range []body.Role{body.RoleExpert, body.RoleSecretary} {
		p.names(out, "sitting."+string(role), s.Others, func(o body.Seated) bool { return o.Role == role })
	}
	switch {
	case s.Vacant > 0:
		fmt.Fprintln(out, p.counted("sitting.count", s.Vacant))
	case len(s.Places) > 0 && (s.State == body.StateInTerm || s.State == body.StateHoldingOver):
		fmt.Fprintln(out, p.word("sitting.none"))
	}
	if b := s.Balance; b != nil {
		fmt.Fprintln(out, p.balance("gender", b))
	}
}

func (p *sittingPrinter) names(out io.Writer, key string, all []body.Seated, such func(body.Seated) bool) {
	var names []string
	for _, s := range all {
		if such(s) {
			names = append(names, plain(s.Name))
		}
	}
	if len(names) > 0 {
		fmt.Fprintln(out, p.word(key, "names", strings.Join(names, ", ")))
	}
}

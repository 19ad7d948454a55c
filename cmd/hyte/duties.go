package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"

	"github.com/hytekit/hytekit/hyte/duty"
	"github.com/spf13/cobra"
)

func (a *app) dutiesCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "duties ORGANIZATION [FLAG]... FILE|FOLDER...",
		Short: "Shows what documents record of an organization's duties in a year.",
		Long: `The organization is a wellbeing services county (county:07) or a municipality
(municipality:109). Its duties are those of the Acts 611/2021 and 612/2021, before 2023
of 1326/2010: the negotiation of the year and of the council term, the wellbeing plan,
the yearly report, the responsible body, the members of each municipality in the
participation bodies. The documents are events, plans and bodies.

What lies after --at is planned. That there is no record does not mean that nothing was
done: the documents do not know. The exit status is 0 whatever is recorded.`,
		Example: `  # has the county negotiated with all its municipalities?
  hyte duties county:05 --year 2023 --at 2023-12-31 events plans

  # which municipalities are not recorded?
  hyte duties county:05 --year 2023 --format json events |
    jq -r '.duties[] | select(.duty == "negotiation-yearly") | .municipalities[] | select(.state != "recorded").organization'`,
		Args: func(command *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("whose duties? Give the id of an organization, such as county:07")
			}
			return needFiles(command, args[1:])
		},
	}
	at := new(day)
	command.Flags().Var(at, "at", "what is known on this `DATE` (default today)")
	year := command.Flags().Int("year", 0, "the `YEAR` (default that of the date)")
	format := addChoice(command, "format", "how to print", "text", "json")
	lang := addLanguage(command)
	command.RunE = func(command *cobra.Command, args []string) error {
		on := a.dayOrToday(at)
		if !command.Flags().Changed("year") {
			*year = on.Year
		}
		if *year < 1900 || *year > 2199 {
			return usagef("--year: a year, such as 2023")
		}
		documents, _, failed := a.readFolder(args[1:])
		if documents == nil {
			return failed
		}
		report, err := duty.Of(documents, args[0], *year, on)
		if err != nil {
			return usagef("%s: %v", printable(args[0]), err)
		}
		out := a.output()
		if format.value == "json" {
			err = writeJSON(out, report)
		} else {
			p := dutyPrinter{inLanguage(lang.value, a.kinds.texts)}
			err = p.print(out, report)
		}
		return cmp.Or(err, out.Flush(), failed)
	}
	return command
}

// dutyPrinter shows duties as a text.
type dutyPrinter struct{ *language }

func (p dutyPrinter) print(w io.Writer, r *duty.Report) error {
	var out bytes.Buffer
	fmt.Fprintln(&out, p.word("duty.head", "organization", r.Name.In(p.code), "year", strconv.Itoa(r.Year)))
	fmt.Fprintln(&out, p.word("sitting.at", "date", p.day(r.At.String())))
	for i := range r.Duties {
		line, more := p.computed.Duty(r.Bearer, &r.Duties[i], 0)
		fmt.Fprintf(&out, "\n%s\n", plain(line))
		for _, l := range more {
			fmt.Fprintf(&out, "  %s\n", plain(l))
		}
	}
	_, err := out.WriteTo(w)
	return err
}

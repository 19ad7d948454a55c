package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
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
		documents, failed := a.readFolder(args[1:])
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
		p.answer(&out, r.Bearer, &r.Duties[i])
	}
	_, err := out.WriteTo(w)
	return err
}

func (p dutyPrinter) answer(out io.Writer, bearer string, a *duty.Answer) {
	fmt.Fprintf(out, "\n%s\n", p.line(bearer, a))
	say := func(text string) { fmt.Fprintf(out, "  %s\n", text) }
	if a.Practice {
		say(p.word("duty.practice"))
	}
	for _, s := range a.Sessions {
		name := p.word("duty.session.other")
		if s.Part != "" {
			name = p.word("duty.session", "part", s.Part)
		}
		date := p.word("duty.undated")
		if s.Date != "" {
			date = p.day(s.Date)
		}
		say(p.word("duty.source.date", "title", name, "state", p.state(s.State), "date", date))
	}
	p.parts(say, a)
	for i := range a.Sources {
		p.source(say, &a.Sources[i])
	}
}

// line is the duty with its statute and what is recorded of it.
func (p dutyPrinter) line(bearer string, a *duty.Answer) string {
	name := "duty." + string(a.Duty)
	if a.Duty == duty.WellbeingPlan && strings.HasPrefix(bearer, "county:") {
		name += ".county"
	}
	key := "duty.line"
	switch {
	case a.Basis == "":
		key += ".none"
	case a.Due != "":
		key += ".due"
	}
	return p.word(key, "duty", p.word(name), "basis", p.statute(a.Basis), "date", p.day(a.Due), "state", p.state(a.State))
}

// statute writes "612/2021 s.6(5)" as people do.
func (p dutyPrinter) statute(basis string) string {
	act, section, _ := strings.Cut(basis, " s.")
	section, subsection, hasSubsection := strings.Cut(strings.TrimSuffix(section, ")"), "(")
	key := "duty.section"
	if hasSubsection {
		key = "duty.subsection"
	}
	return p.word(key, "act", act, "section", section, "subsection", subsection)
}

func (p dutyPrinter) state(s duty.State) string { return p.word("duty.state." + string(s)) }

// parts says who took part, and what was on no agenda.
func (p dutyPrinter) parts(say func(string), a *duty.Answer) {
	if len(a.Sessions) > 0 && len(a.Municipalities) > 0 {
		recorded := len(a.Municipalities) - len(a.Lacking())
		say(p.word("duty.municipalities", "count", strconv.Itoa(recorded), "all", strconv.Itoa(len(a.Municipalities))))
	}
	such := func(key string, parts []duty.Part, keep func(duty.Part) bool) {
		var names []string
		for _, part := range parts {
			if keep(part) {
				names = append(names, p.name(part.Organization, part.Name))
			}
		}
		if len(names) > 0 {
			say(p.word(key, "count", strconv.Itoa(len(names)), "names", strings.Join(names, ", ")))
		}
	}
	if len(a.Sessions) > 0 { // without one, it is all of them
		for _, state := range []duty.State{duty.Invited, duty.NoRecord} {
			such("duty.parts."+string(state), a.Municipalities, func(part duty.Part) bool { return part.State == state })
		}
		such("duty.uninvited", a.Municipalities, func(part duty.Part) bool { return part.Uninvited && part.State != duty.Recorded })
	}
	such("duty.others", a.Others, func(part duty.Part) bool { return part.State == duty.Recorded })
	such("duty.others.no-record", a.Others, func(part duty.Part) bool { return part.State != duty.Recorded })
	if len(a.TopicsMissing) > 0 {
		var topics []string
		for _, topic := range a.TopicsMissing {
			topics = append(topics, p.word("duty.topic."+topic))
		}
		say(p.word("duty.topics", "topics", strings.Join(topics, ", ")))
	}
}

func (p dutyPrinter) source(say func(string), s *duty.Source) {
	key := "duty.source"
	if s.Date != "" {
		key += ".date"
	}
	say(p.word(key, "title", s.Title.In(p.code), "state", p.state(s.State), "date", p.day(s.Date)))
	if len(s.Missing) > 0 {
		var names []string
		for _, part := range s.Missing {
			names = append(names, p.name(part.Organization, part.Name))
		}
		say("  " + p.word("duty.without", "count", strconv.Itoa(len(names)), "names", strings.Join(names, ", ")))
	}
}

// name is that of an organization, or its id.
func (p dutyPrinter) name(id string, name hyte.Text) string {
	return cmp.Or(plain(name.In(p.code)), id)
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// choice is a flag with a few values. It implements pflag.Value.
type choice struct {
	value   string
	allowed []string
}

func (c *choice) String() string { return c.value }

func (c *choice) Set(value string) error {
	if !slices.Contains(c.allowed, value) {
		return fmt.Errorf("give one of %s", strings.Join(c.allowed, ", "))
	}
	c.value = value
	return nil
}

// Type is what help shows for the value.
func (c *choice) Type() string { return strings.Join(c.allowed, "|") }

// addChoice adds a flag whose first value is the default.
func addChoice(command *cobra.Command, name, usage string, allowed ...string) *choice {
	return addChoiceOf(command, name, usage, allowed[0], allowed)
}

// addChoiceOf adds a flag with a default that need not be allowed, such as none.
func addChoiceOf(command *cobra.Command, name, usage, value string, allowed []string) *choice {
	c := &choice{value: value, allowed: allowed}
	command.Flags().Var(c, name, usage)
	complete(command, name, allowed...)
	return c
}

// complete gives the shell the values of a flag. It fails only for a flag that
// does not exist.
func complete(command *cobra.Command, flag string, values ...string) {
	if err := command.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic("hyte: " + err.Error())
	}
}

func addLanguage(command *cobra.Command) *choice {
	languages := texts.Languages()
	if i := slices.Index(languages, "en"); i > 0 { // as everything else here
		languages = slices.Insert(slices.Delete(languages, i, i+1), 0, "en")
	}
	return addChoice(command, "lang", "language of messages", languages...)
}

func addStrict(command *cobra.Command) *bool {
	return command.Flags().Bool("strict", false, "let warnings count as errors in the exit status")
}

// normalizeFlag lets --inquiry say the same as --call, as an inquiry need not be a
// call.
func normalizeFlag(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	if name == "inquiry" {
		name = "call"
	}
	return pflag.NormalizedName(name)
}

// callFlag is --call for commands that work on one inquiry.
type callFlag struct{ path string }

func addCall(command *cobra.Command, usage string) *callFlag {
	c := new(callFlag)
	command.Flags().StringVar(&c.path, "call", "", usage)
	if err := command.MarkFlagFilename("call", "json"); err != nil {
		panic("hyte: " + err.Error())
	}
	return c
}

// addKind adds a flag for the kind of answer whose form is made. Which kinds there are
// to choose from, the inquiry says.
func (a *app) addKind(command *cobra.Command) *string {
	var names []string
	for _, r := range a.kinds.service.Responses {
		names = append(names, r.Form.Document.Name())
	}
	kind := command.Flags().String("kind", "", "the `KIND` of answer whose form it is, of "+strings.Join(names, ", ")+" (default the call's first)")
	complete(command, "kind", names...)
	return kind
}

// instant is a flag for a moment. It implements pflag.Value. The zero time
// means that it was not given.
type instant struct {
	time time.Time
	now  func() time.Time
}

func (i *instant) String() string {
	if i.time.IsZero() {
		return ""
	}
	return i.time.Format(time.RFC3339)
}

func (i *instant) Set(text string) error {
	if text == "now" {
		i.time = i.now()
		return nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("write a moment as 2021-01-15T16:15:00+02:00, or now")
	}
	i.time = t
	return nil
}

// Type is what help shows for the value.
func (i *instant) Type() string { return "TIME" }

func (a *app) addInstant(command *cobra.Command, usage string) *instant {
	i := &instant{now: a.now}
	command.Flags().Var(i, "at", usage)
	complete(command, "at", "now")
	return i
}

// day is a flag for a date. It implements pflag.Value. The zero date means that
// it was not given.
type day struct{ date civil.Date }

func (d *day) String() string { return d.date.String() }

func (d *day) Set(text string) error {
	date, err := civil.Parse(text)
	if err != nil {
		return fmt.Errorf("write a day of the calendar as 2021-01-15")
	}
	d.date = date
	return nil
}

// Type is what help shows for the value.
func (d *day) Type() string { return "DATE" }

// dayOrToday is the day of a flag, or today where it was not given.
func (a *app) dayOrToday(d *day) civil.Date {
	if d.date.IsZero() {
		return civil.Of(a.now().In(hyte.Helsinki()))
	}
	return d.date
}

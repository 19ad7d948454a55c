package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reminder"
	"github.com/spf13/cobra"
)

// schedule is a flag with the days before a deadline on which reminders go.
type schedule struct{ reminder.Schedule }

// Set implements [pflag.Value].
func (s *schedule) Set(text string) (err error) {
	if s.Schedule, err = reminder.ParseSchedule(text); err != nil {
		return errors.New(withoutPackage(err))
	}
	return nil
}

// Type implements [pflag.Value].
func (s *schedule) Type() string { return "DAYS" }

// remindFlags are what `hyte remind` was told.
type remindFlags struct {
	before           schedule
	send             bool
	addresses        *string
	store            *storeFlags
	format, language *choice
}

func (a *app) remindCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "remind CALL... [FLAG]...",
		Short: "Reminds organizations that have not answered a call.",
		Long: `Without --send it is shown how many would be reminded, and whose address nobody knows,
and nothing is sent. With --send the letters are put into the queue of the service,
which sends them with hyte serve --mail; it may be running. Each is in the languages
of its organization.

An organization that has answered, or said that it names no one, is not reminded, also
if that comes before the letter is sent; nobody is after the deadline, twice on a day
or twice in a round. Without --before, those who have not answered are reminded today.
With --before they are only if a round has begun: so it may run every day, and does the
same as hyte serve --remind. If a deadline is extended, its rounds begin anew.`,
		Example: `  # who would be reminded today, and then remind them
  hyte remind call.json --data /var/lib/hyte
  hyte remind call.json --data /var/lib/hyte --send

  # every day: a week before the deadline, and two days before
  hyte remind call.json --data /var/lib/hyte --before 7,2 --addresses addresses.csv --send`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("which call? Give CALL")
			}
			return nil
		},
	}
	f := new(remindFlags)
	flags := command.Flags()
	flags.Var(&f.before, "before", "`DAYS` before the deadline with which rounds of reminders begin, such as 7,2")
	flags.BoolVar(&f.send, "send", false, "send the reminders")
	f.addresses = addAddresses(command)
	f.store = addStoreFlags(command)
	f.format = addChoice(command, "format", "how to print", "text", "json")
	f.language = addLanguage(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		addresses, err := a.addresses(*f.addresses)
		if err != nil {
			return err
		}
		return f.store.withStore(command.Context(), func(store intake.Store) error { return a.remind(command.Context(), f, store, addresses, args) })
	}
	return command
}

func (a *app) remind(ctx context.Context, f *remindFlags, store intake.Store, addresses map[string]string, calls []string) error {
	outbox, err := outboxOf(store)
	if err != nil {
		return err
	}
	announcing := intake.Announcing{Outbox: outbox, Remind: f.before.Schedule, Addresses: addresses}
	out := a.output()
	due, sent := 0, 0
	for _, path := range calls {
		inquiry, err := a.loadInquiry(path, f.language.value)
		if err != nil {
			return err
		}
		if len(announcing.Addressees(inquiry)) == 0 {
			return usagef("%s asks no organization by name, so there is nobody to remind", inquiry.ID())
		}
		r, err := a.kinds.service.Reminders(ctx, store, announcing, inquiry, a.now())
		if err != nil {
			return err
		}
		added := 0
		if f.send {
			if added, err = r.Send(ctx, outbox); err != nil {
				return err
			}
		}
		due, sent = due+len(r.Due), sent+added
		if err := a.printReminders(out, f, r, added); err != nil {
			return err
		}
	}
	switch {
	case sent > 0:
		a.notice("the letters are in the queue: hyte serve --mail sends them within half a minute, or when it is started")
	case !f.send && due > 0:
		a.notice("nothing was sent: give --send to do it")
	}
	return out.Flush()
}

// shownReminders are reminders as JSON shows them.
type shownReminders struct {
	Inquiry        string   `json:"inquiry"`
	Round          string   `json:"round,omitempty"`
	Due            []string `json:"due"`
	WithoutAddress []string `json:"withoutAddress"`
	Unanswered     int      `json:"unanswered"`
	Sent           int      `json:"sent"`
}

func (a *app) printReminders(out io.Writer, f *remindFlags, r intake.Reminders, sent int) error {
	shown := shownReminders{Inquiry: r.Inquiry, Due: idsOf(r.Due), WithoutAddress: idsOf(r.WithoutAddress), Unanswered: len(r.Unanswered), Sent: sent}
	if r.InRound {
		shown.Round = r.Round.Occasion()
	}
	if f.format.value == "json" {
		return writeJSON(out, shown)
	}
	l := inLanguage(f.language.value, a.kinds.texts)
	if !r.InRound {
		fmt.Fprintf(out, "%s: %s\n", r.Inquiry, l.word("remind.noround"))
		return nil
	}
	fmt.Fprintf(out, "%s: %s\n", r.Inquiry, l.word("remind.preview", "count", strconv.Itoa(len(r.Due)), "without", strconv.Itoa(len(r.WithoutAddress))))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, part := range []struct {
		key string
		all []hyte.Addressee
	}{{"remind.due", r.Due}, {"remind.without", r.WithoutAddress}} {
		for _, to := range part.all {
			fmt.Fprintf(table, "  %s\t%s\t%s\n", l.word(part.key), to.ID, printable(to.Name.In(f.language.value)))
		}
	}
	return table.Flush()
}

func idsOf(all []hyte.Addressee) []string {
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].ID
	}
	return ids
}

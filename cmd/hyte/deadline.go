package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/spf13/cobra"
)

func (a *app) deadlineCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "deadline [FLAG]... DATE",
		Short: "Prints the instant at which a deadline ends.",
		Long: `An answer is in time before that instant, in Europe/Helsinki. Without --time the
whole day counts (13/2003 s.11). A statutory deadline that falls on a Saturday, a
Sunday or a public holiday moves to the next working day (150/1930 s.5); a date
that an authority has set does not.`,
		Example: `  # the day counts to its end: 2021-01-16T00:00:00+02:00
  hyte deadline 2021-01-15

  # a clock time
  hyte deadline --time 16:15 2021-01-15

  # Epiphany is no working day, so this moves to 7 January
  hyte deadline --kind statutory 2021-01-06`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("give one DATE, such as 2021-01-15")
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	kind := addChoice(command, "kind", "who set the day", hyte.DeadlineAuthority, hyte.DeadlineStatutory)
	clock := command.Flags().String("time", "", "clock time `HH:MM`; without it the whole day counts")
	command.RunE = func(_ *cobra.Command, args []string) error {
		var date day
		if err := date.Set(args[0]); err != nil {
			return usagef("DATE: %v", err)
		}
		if *clock != "" {
			if _, err := hyte.ParseClock(*clock); err != nil {
				return usagef("--time: %s", withoutPackage(err))
			}
		}
		end, err := hyte.Deadline{Date: date.String(), Time: *clock, Kind: kind.value}.End()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(a.stdout, end.Format(time.RFC3339))
		return err
	}
	return command
}

// deadlineWords says in words when a deadline ends.
func (l *language) deadlineWords(d *hyte.Deadline) ([]string, error) {
	end, err := d.End()
	if err != nil {
		return nil, err
	}
	last, err := d.LastDay()
	if err != nil {
		return nil, err
	}
	words := []string{l.word("deadline.day", "date", l.dayOfWeek(last))}
	if d.Time != "" {
		words[0] = l.word("deadline.clock", "moment", l.moment(end))
	}
	if asked, err := civil.Parse(d.Date); err == nil && asked != last {
		words = append(words, l.word("deadline.moved", "date", l.dayOfWeek(asked)))
	}
	return append(words, l.word("deadline.end", "instant", end.Format(time.RFC3339))), nil
}

// withoutPackage is the error without the name of the package in front.
func withoutPackage(err error) string {
	_, text, found := strings.Cut(err.Error(), ": ")
	if !found {
		return err.Error()
	}
	return text
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/spf13/cobra"
)

func (a *app) postCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "post COMMAND [FLAG]...",
		Short: "Shows the letters and events of a service, and sends them again.",
		Long: `What hyte serve --mail and --webhook deliver stands in a queue in the folder of --data.
These commands may run while the service does. They show no address and nothing
of what was sent: the answer's id finds it on the organizer's pages.`,
		Example: `  hyte post list --data /var/lib/hyte
  hyte post resend --data /var/lib/hyte 17`,
	}
	command.RunE = func(command *cobra.Command, _ []string) error {
		printHelp(a.stderr, command)
		return errFailed
	}
	command.AddCommand(a.postListCommand(), a.postResendCommand())
	return command
}

// withOutbox does something with what waits in the database of a service.
func (f *storeFlags) withOutbox(ctx context.Context, do func(intake.Outbox) error) error {
	return f.withStore(ctx, func(store intake.Store) error {
		outbox, err := outboxOf(store)
		if err != nil {
			return err
		}
		return do(outbox)
	})
}

func (a *app) postListCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "list [FLAG]...",
		Short: "Shows what waits or was refused, the latest first.",
		Long: `A line has the number of the delivery, its state, the answer's id, or the organization
that is reminded or invited, the inquiry, the recipient by the part that it plays,
the channel, how often it was tried, when it is tried next and why it failed last.
What waits is tried by itself; what was refused waits for somebody to look: hyte
post resend.`,
		Example: `  hyte post list
  hyte post list --state refused --format json | jq -r .delivery`,
		Args: noArguments,
	}
	f := addStoreFlags(command)
	state := addChoice(command, "state", "which deliveries", "open", "waiting", "refused", "sent", "dropped", "all")
	format := addChoice(command, "format", "how to print", "text", "json")
	limit := command.Flags().Int("limit", 1000, "the most to show")
	command.RunE = func(command *cobra.Command, _ []string) error {
		return f.withOutbox(command.Context(), func(outbox intake.Outbox) error {
			all, err := queued(command.Context(), outbox, state.value, *limit)
			if err != nil {
				return err
			}
			return a.printDeliveries(all, format.value == "json")
		})
	}
	return command
}

// queued are up to limit deliveries, page by page.
func queued(ctx context.Context, o intake.Outbox, state string, limit int) ([]intake.Delivery, error) {
	var wanted intake.DeliveryState
	switch state {
	case "open", "all":
	default:
		wanted = intake.DeliveryState(state)
	}
	var all []intake.Delivery
	for below := int64(0); len(all) < limit; {
		page, err := o.Deliveries(ctx, wanted, below, 500)
		if err != nil || len(page) == 0 {
			return all, err
		}
		for _, d := range page {
			if (state != "open" || d.State != intake.DeliverySent && d.State != intake.DeliveryDropped) && len(all) < limit {
				all = append(all, d)
			}
		}
		below = page[len(page)-1].ID
	}
	return all, nil
}

// shownDelivery is a delivery as JSON shows it.
type shownDelivery struct {
	Delivery  int64                `json:"delivery"`
	State     intake.DeliveryState `json:"state"`
	Record    string               `json:"record,omitempty"`
	Sender    string               `json:"organization,omitempty"`
	Inquiry   string               `json:"inquiry"`
	Recipient string               `json:"recipient"`
	Channel   string               `json:"channel"`
	Attempts  int                  `json:"attempts"`
	Due       time.Time            `json:"due,omitzero"`
	Failure   string               `json:"failure,omitempty"`
}

func (a *app) printDeliveries(all []intake.Delivery, asJSON bool) error {
	out := a.output()
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, d := range all {
		shown := shownDelivery{d.ID, d.State, d.Record, d.Sender, d.Inquiry, d.Recipient, d.Channel, d.Attempts, time.Time{}, d.Failure}
		due := "-"
		if d.State == intake.DeliveryWaiting {
			shown.Due, due = d.Due, d.Due.Format(time.RFC3339)
		}
		if asJSON {
			if err := writeJSON(out, shown); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\n", d.ID, d.State, cmp.Or(d.Record, d.Sender), d.Inquiry, d.Recipient, d.Channel, d.Attempts, due, d.Failure)
	}
	return errors.Join(table.Flush(), out.Flush())
}

func (a *app) postResendCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "resend [FLAG]... NUMBER...",
		Short: "Sends deliveries once more, as new messages.",
		Long: `A NUMBER is that of hyte post list. What was sent or refused goes out as a new message;
what waits is tried at once, unless the server is not there. The service does it
within half a minute, or when it is started.`,
		Example: `  hyte post resend 17 18
  hyte post resend --refused`,
	}
	f := addStoreFlags(command)
	refused := command.Flags().Bool("refused", false, "all that were refused")
	command.RunE = func(command *cobra.Command, args []string) (err error) {
		numbers := make([]int64, len(args))
		for i, text := range args {
			if numbers[i], err = strconv.ParseInt(text, 10, 64); err != nil || numbers[i] < 1 {
				return usagef("a delivery is a number, as hyte post list shows it")
			}
		}
		if len(numbers) == 0 && !*refused {
			return usagef("which delivery? Give its NUMBER, or --refused")
		}
		return f.withOutbox(command.Context(), func(outbox intake.Outbox) error {
			return a.resend(command.Context(), outbox, numbers, *refused)
		})
	}
	return command
}

// mostAtOnce is how many refused deliveries are read at once.
const mostAtOnce = 500

func (a *app) resend(ctx context.Context, o intake.Outbox, numbers []int64, refused bool) error {
	done := 0
	again := func(id int64) error {
		err := o.Resend(ctx, id, a.now())
		if errors.Is(err, intake.ErrNotFound) {
			return fmt.Errorf("there is no delivery %d", id)
		}
		if err == nil {
			done++
		}
		return err
	}
	for _, id := range numbers {
		if err := again(id); err != nil {
			return err
		}
	}
	for refused {
		page, err := o.Deliveries(ctx, intake.DeliveryRefused, 0, mostAtOnce)
		if err != nil {
			return err
		}
		for _, d := range page {
			if err := again(d.ID); err != nil {
				return err
			}
		}
		refused = len(page) > 0
	}
	a.notice("%d will be sent", done)
	return nil
}

package main

import (
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
)

// checkedSeat is what a seat of a call asks, as a member of JSON output.
type checkedSeat struct {
	ID         string `json:"id"`
	Nominators int    `json:"nominators"`
	Min        int    `json:"min,omitempty"`
	Max        int    `json:"max,omitempty"` // 0: no limit
	Expected   int    `json:"expected,omitempty"`
	Places     int    `json:"places,omitempty"` // those named are candidates

	quota *hyte.Quota // nil where no persons are asked for
}

// seatsOf are the seats of a call; other inquiries have none.
func seatsOf(inquiry intake.Inquiry) []checkedSeat {
	resolved, ok := inquiry.(*hyte.ResolvedCall)
	if !ok {
		return nil
	}
	var seats []checkedSeat
	for _, s := range resolved.Call.Seats {
		seat := checkedSeat{ID: s.ID, Nominators: len(resolved.NominatorsOf(s.ID, "fi"))}
		if resolved.Call.AsksPersons() {
			q := s.Quota()
			seat.Min, seat.Max, seat.Expected, seat.Places, seat.quota = q.Least(), q.Max, q.Expected, q.Places, q
		}
		seats = append(seats, seat)
	}
	return seats
}

func (c *inquiryCheck) printSeats(inquiry intake.Inquiry) {
	words := c.forms
	if resolved, ok := inquiry.(*hyte.ResolvedCall); ok {
		words = words.Variant(nomination.VariantOf(resolved.Call))
	}
	t := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, s := range seatsOf(inquiry) {
		fmt.Fprintf(t, "  %s\t%s", s.ID, c.word("seat.count", "count", strconv.Itoa(s.Nominators)))
		if s.quota != nil {
			fmt.Fprintf(t, "\t%s", plain(nomination.QuotaText(words, s.quota)))
		}
		fmt.Fprintln(t)
	}
	t.Flush() // the writer beneath keeps its first error
}

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
	Min        int    `json:"min"`
	Max        int    `json:"max,omitempty"` // 0: no limit
	Expected   int    `json:"expected,omitempty"`
	Places     int    `json:"places,omitempty"` // those named are candidates

	quota *hyte.Quota
}

// seatsOf are the seats of a call; other inquiries have none.
func seatsOf(inquiry intake.Inquiry) []checkedSeat {
	resolved, ok := inquiry.(*hyte.ResolvedCall)
	if !ok {
		return nil
	}
	var seats []checkedSeat
	for _, s := range resolved.Call.Seats {
		asked, q := len(resolved.NominatorsOf(s.ID, "fi")), s.Representatives
		seats = append(seats, checkedSeat{s.ID, asked, q.Least(), q.Max, q.Expected, q.Places, q})
	}
	return seats
}

func (c *inquiryCheck) printSeats(seats []checkedSeat) {
	t := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, s := range seats {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", s.ID, c.word("seat.count", "count", strconv.Itoa(s.Nominators)), plain(nomination.QuotaText(c.forms, s.quota)))
	}
	t.Flush() // the writer beneath keeps its first error
}

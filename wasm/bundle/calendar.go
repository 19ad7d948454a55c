package bundle

import (
	"fmt"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/export/calendar"
)

// reminding is the form with a calendar of the days that whoever answers has to keep in mind:
// until when the answer is sent, and what the kind adds to it.
func (b *builder) reminding(form *forms.Form) (*forms.Form, error) {
	host, page := "", ""
	if origin := originOf(b.options.BaseURL); origin != "" {
		_, host, _ = strings.Cut(origin, "://")
		page = strings.TrimRight(b.options.BaseURL, "/") + "/" + pageName(form.Language())
	}
	var days []calendar.Day
	for _, d := range form.ReceiptDays(forms.Receipt{}) {
		days = append(days, calendar.Day{
			ID: d.ID + "-" + b.inquiry.ID(), Title: d.Title, Date: d.Date, Clock: d.Clock,
			Description: form.HandoverSentence(), Page: page,
		})
	}
	if len(days) == 0 {
		return form, nil
	}
	file, err := calendar.WriteDays(days, calendar.Options{Language: form.Language(), Host: host, At: b.options.Now})
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	return form.Reminding(string(file)), nil
}

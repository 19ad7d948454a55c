package nomination_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
)

// The sender is reminded of the last day for changes as long as there can be any, and of a
// meeting whose day is known.
func TestReceiptDays(t *testing.T) {
	deadline := forms.Day{ID: "deadline", Title: "Määräaika: ", Date: "2021-01-15"}
	clock := deadline
	clock.Clock = "16:15"
	meeting := forms.Day{ID: "meeting", Title: "Ensimmäinen kokous: ", Date: "2021-02-01"}
	day := func(c *hyte.Call) { c.FirstMeeting = &hyte.Period{From: "2021-02-01"} }
	days := func(c *hyte.Call) { c.FirstMeeting = &hyte.Period{From: "2021-02-01", To: "2021-02-05"} }
	answered := receipt(hyte.EntryAnswered).Receipt
	unsettled, after := answered, answered
	unsettled.Contested, after.ReceivedAt = true, time.Date(2021, 1, 18, 8, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		receipt forms.Receipt
		changes []func(*hyte.Call)
		want    []forms.Day
	}{
		"in time":         {answered, []func(*hyte.Call){day}, []forms.Day{deadline, meeting}},
		"at a clock time": {answered, []func(*hyte.Call){withClock, days}, []forms.Day{clock}},
		"late":            {receipt(hyte.EntryLate).Receipt, []func(*hyte.Call){day}, []forms.Day{meeting}},
		"contested":       {unsettled, []func(*hyte.Call){days}, nil},
		"later":           {after, []func(*hyte.Call){days}, nil},
		"standing":        {answered, []func(*hyte.Call){withStanding, days}, nil},
	} {
		f := form(t, "fi", test.changes...)
		got := f.ReceiptDays(test.receipt)
		for i := range got {
			got[i].Title = strings.TrimSuffix(got[i].Title, f.Words().In(f.Inquiry().Title()))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// The receipt says that the answer was in time, where it was.
func TestReceiptSaysInTime(t *testing.T) {
	f := form(t, "fi")
	if html := htmlOf(f.Receipt(receipt(hyte.EntryAnswered))); !strings.Contains(html, ", määräajassa</dd>") {
		t.Error("an answer in time is not called so")
	}
	for _, v := range []forms.ReceiptView{receipt(hyte.EntryLate)} {
		if html := htmlOf(f.Receipt(v)); strings.Contains(html, "määräajassa</dd>") {
			t.Error("a late answer is called in time")
		}
	}
}

// A script shows what was sent from what was typed, and makes the files itself.
func TestSessionShowsWhatWasSent(t *testing.T) {
	s := forms.NewSession(form(t, "fi"), nil, maps.All(right()))
	document, ok := s.Submit()
	if !ok {
		t.Fatal("the form is not sent")
	}
	if _, accepted := s.Answer(201, []byte(`{"id":"x","reference":"HKH-XX3K-6Z33","receivedAt":"2021-01-14T08:05:00Z","status":"received","nominator":"municipality:109","calendar":"https://example.fi/c.ics"}`)); !accepted {
		t.Fatal("the receipt is not taken")
	}
	html := htmlOf(s.Tree())
	for _, want := range []string{"<code>HKH-XX3K-6Z33</code>", "Aino", `data-hyte-does="keep"`, `data-hyte-file="kanta-hame-hyte-2021-HKH-XX3K-6Z33.json"`, `href="https://example.fi/c.ics"`, `<pre id="hyte-document" hidden`} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if !strings.Contains(string(document), "Aino") {
		t.Error("the document is not what was typed")
	}
}

// A service that sends receipts by mail says so to a script, too; not of what has to be
// confirmed, and not where it sends none.
func TestSessionSaysThatAReceiptIsMailed(t *testing.T) {
	const answer, says = `{"id":"x","receivedAt":"2021-01-14T08:05:00Z","status":"received","nominator":"municipality:109"%}`, "Kuittaus lähetetään myös"
	for name, test := range map[string]struct {
		form *forms.Form
		more string
		want bool
	}{
		"mailed":           {form(t, "fi").Mailing(), "", true},
		"no mail":          {form(t, "fi"), "", false},
		"to be confirmed":  {form(t, "fi").Mailing(), `,"unconfirmed":true`, false},
		"by personal link": {must(form(t, "fi").Mailing().Giving("/nominator", "municipality:109")), "", true},
	} {
		config, err := test.form.Config()
		if err != nil {
			t.Fatal(err)
		}
		opened, err := forms.Open(config, nomination.Kind())
		if err != nil {
			t.Fatal(err)
		}
		s := forms.NewSession(opened, nil, maps.All(right()))
		if _, ok := s.Submit(); !ok {
			t.Fatal("the form is not sent")
		}
		if _, accepted := s.Answer(201, []byte(strings.Replace(answer, "%", test.more, 1))); !accepted {
			t.Fatal("the receipt is not taken")
		}
		if got := strings.Contains(htmlOf(s.Tree()), says); got != test.want {
			t.Errorf("%s: says that a receipt is mailed: %t", name, got)
		}
	}
}

func must(f *forms.Form, err error) *forms.Form {
	if err != nil {
		panic(err)
	}
	return f
}

package queue

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/post"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

var now = time.Date(2021, 1, 12, 8, 5, 0, 0, time.UTC)

// desk is a service with the page, for someone who has logged in.
type desk struct {
	t       *testing.T
	store   *sqlitestore.Store
	service *intake.Service
	browser testservice.Browser
	woken   int
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store := testservice.Store(t)
	d := &desk{t: t, store: store}
	var err error
	d.service, err = intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{firstkind.Inquiry(t)}, Kinds: kinds.All(), Now: func() time.Time { return now },
		Pages: Pages(store, func() { d.woken++ }),
	})
	if err != nil {
		t.Fatal(err)
	}
	d.browser.Service = d.service
	d.browser.LogIn(t, store)
	return d
}

func (d *desk) do(method, address string, values url.Values) *httptest.ResponseRecorder {
	if method == http.MethodGet {
		return d.browser.Get(address)
	}
	return d.browser.Submit(address, values)
}

func (d *desk) get(address string) string {
	d.t.Helper()
	answer := d.do(http.MethodGet, address, nil)
	if answer.Code != http.StatusOK {
		d.t.Fatalf("%s: status %d", address, answer.Code)
	}
	htmlcheck.Run(d.t, answer.Body.Bytes(), htmlcheck.All()...)
	return answer.Body.String()
}

// fill puts deliveries to the recipients into the queue, of as many records.
func (d *desk) fill(records int, recipients ...string) []intake.Delivery {
	d.t.Helper()
	ctx := context.Background()
	from, err := d.store.Follow(ctx, post.MailChannel, firstkind.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	p := intake.Plan{Channel: post.MailChannel, Inquiry: firstkind.ID, From: from, At: now}
	for i := range records {
		kept, _, err := d.store.Append(ctx, intake.Record{
			ID: fmt.Sprintf("id-%d", i), Inquiry: firstkind.ID, Kind: firstkind.Kind().Name(), ReceivedAt: now, Key: fmt.Sprint(i), Document: []byte(firstkind.JSON(d.t, firstkind.Sender)),
		})
		if err != nil {
			d.t.Fatal(err)
		}
		for _, recipient := range recipients {
			p.Deliveries = append(p.Deliveries, intake.Delivery{Sequence: kept.Sequence, Record: kept.ID, Recipient: recipient})
		}
		p.To = kept.Sequence
	}
	if ok, err := d.store.Plan(ctx, p); err != nil || !ok {
		d.t.Fatalf("%t, error %v", ok, err)
	}
	claimed, err := d.store.Claim(ctx, intake.Claim{Channel: post.MailChannel, Inquiries: []string{firstkind.ID}, Now: now, Until: now.Add(time.Hour), Limit: 1000})
	if err != nil {
		d.t.Fatal(err)
	}
	return claimed
}

func (d *desk) settle(delivery intake.Delivery, state intake.DeliveryState, failure string) {
	d.t.Helper()
	delivery.State, delivery.Failure, delivery.Changed, delivery.Attempts = state, failure, now, 1
	if ok, err := d.store.Settle(context.Background(), intake.Outcome{Delivery: delivery}); err != nil || !ok {
		d.t.Fatalf("%t, error %v", ok, err)
	}
}

func TestQueue(t *testing.T) {
	d := newDesk(t)
	if page := d.get("/admin/deliveries"); !strings.Contains(page, "Mikään viesti ei odota.") || !strings.Contains(page, "Mitään viestiä ei ole torjuttu.") {
		t.Errorf("an empty queue:\n%s", page)
	}
	all := d.fill(1, "registry", "receipt", "copy-1", "notice")
	d.settle(all[0], intake.DeliverySent, "")
	d.settle(all[1], intake.DeliveryRefused, "address-refused")
	d.settle(all[2], intake.DeliveryWaiting, "busy")
	for language, words := range map[string][]string{
		"fi": {"Palvelin ei tunne osoitetta", "Vastauksen lähettäjä, sähköposti", "copy-1, sähköposti", "Lähetä uudelleen (2)", "12.1.2021"},
		"sv": {"Servern känner inte till adressen", "Mottagaren ber att försöka senare", "Skicka på nytt (2)"},
		"en": {"The server does not know the address", "Next attempt", "Send again (3)"},
	} {
		page := d.get("/admin/deliveries?lang=" + language)
		for _, word := range words {
			if !strings.Contains(page, word) {
				t.Errorf("%s: no %q\n%s", language, word, page)
			}
		}
		if strings.Contains(page, "example.fi") || strings.Contains(page, "Aino") || strings.Contains(page, "Send again (1)") {
			t.Errorf("%s: the page tells too much\n%s", language, page)
		}
	}
	if page := d.get("/admin/deliveries?state=sent&lang=en"); !strings.Contains(page, "Send again (1)") || strings.Contains(page, "Send again (2)") {
		t.Errorf("what was sent:\n%s", page)
	}
	answer := d.do(http.MethodPost, "/admin/deliveries", url.Values{"delivery": {"2"}})
	if answer.Code != http.StatusSeeOther || answer.Header().Get("Location") != "/admin/deliveries" || d.woken != 1 {
		t.Errorf("status %d, to %q, woken %d times", answer.Code, answer.Header().Get("Location"), d.woken)
	}
	counts, err := d.store.Counts(t.Context())
	if err != nil || counts[intake.DeliveryRefused] != 0 || counts[intake.DeliveryWaiting] != 3 {
		t.Errorf("counts %v, error %v", counts, err)
	}
	for _, number := range []string{"99", "x", "", "-1", "99999999999999999999"} {
		if answer := d.do(http.MethodPost, "/admin/deliveries", url.Values{"delivery": {number}}); answer.Code != http.StatusNotFound {
			t.Errorf("%q: status %d", number, answer.Code)
		}
	}
	d.browser.Cookie = ""
	if answer := d.do(http.MethodPost, "/admin/deliveries", url.Values{"delivery": {"1"}}); answer.Code != http.StatusSeeOther || !strings.Contains(answer.Header().Get("Location"), "login") {
		t.Errorf("a stranger: status %d", answer.Code)
	}
}

// TestPagesOfTheQueue: a long queue is shown in pages, each row once.
func TestPagesOfTheQueue(t *testing.T) {
	d := newDesk(t)
	d.fill(pageLength+5, "receipt")
	first := d.get("/admin/deliveries")
	if got := strings.Count(first, "<tr>"); got != pageLength+1 {
		t.Errorf("%d rows", got)
	}
	if !strings.Contains(first, `href="/admin/deliveries?below=6&amp;state=waiting"`) {
		t.Errorf("no link to the second page:\n%s", first)
	}
	second := d.get("/admin/deliveries?below=6&state=waiting")
	if got := strings.Count(second, "<tr>"); got != 6 || strings.Contains(second, "Näytä seuraavat") {
		t.Errorf("%d rows on the second page", got)
	}
}

// TestFailuresHaveWords: whatever the post notes is told in words.
func TestFailuresHaveWords(t *testing.T) {
	for _, failure := range post.Failures() {
		if loadWords().For("fi").Text("failure."+failure) == "" {
			t.Errorf("no words for %q", failure)
		}
	}
}

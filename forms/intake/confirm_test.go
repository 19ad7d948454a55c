package intake_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// toConfirm is a service of the example call, whose answers count when they are confirmed.
type toConfirm struct {
	*world
	key intake.LinkKey
}

const ownSite = "https://lomakkeet.example.fi"

func confirmedOnly(c *hyte.Call) { c.Access = hyte.AccessConfirmed }

func newToConfirm(t testing.TB, late hyte.LateNominations) *toConfirm {
	key := newLinkKey(t)
	return &toConfirm{newWorld(t, withCall(t, confirmedOnly, func(c *hyte.Call) { c.LateNominations = late }), func(c *intake.Config) {
		c.LinkKey, c.BaseURL = key, ownSite
		c.Retention = []intake.Retention{{Keep: "list", Months: 0}}
	}), key}
}

// sent keeps an answer, and gives its receipt and the path of the link to confirm it.
func (w *toConfirm) sent(header ...string) (r forms.Receipt, link string) {
	w.t.Helper()
	answer := w.postJSON(firstkind.JSON(w.t, ownSender), header...)
	if answer.Code != http.StatusCreated {
		w.t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	r = decode[forms.Receipt](w.t, answer)
	return r, w.linkOf(r.ID)
}

func (w *toConfirm) linkOf(id string) string {
	w.t.Helper()
	kept, err := w.store.Find(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	a, err := w.service.Arrival(w.t.Context(), kept)
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.TrimPrefix(a.ConfirmAddress("en"), ownSite)
}

func (w *toConfirm) receipt(id string) forms.Receipt {
	w.t.Helper()
	return decode[forms.Receipt](w.t, w.get(firstkind.Path+"/"+id))
}

// confirmations are the records that say that something is confirmed.
func (w *toConfirm) confirmations() (found []intake.Record) {
	for _, r := range w.records() {
		if r.Kind == string(hyte.ReceivedConfirmation) {
			found = append(found, r)
		}
	}
	return found
}

func TestConfirm(t *testing.T) {
	w := newToConfirm(t, "")
	if form := w.get(formPath).Body.String(); !strings.Contains(form, "lähetetään vahvistuslinkki") {
		t.Error("the form does not say that a confirmation follows")
	}
	r, link := w.sent()
	if !r.Unconfirmed || !r.ConfirmedAt.IsZero() || r.Status != hyte.EntryAnswered {
		t.Errorf("the receipt is %+v", r)
	}
	page := w.get("/" + callID + "/en/receipt/" + r.ID)
	for _, want := range []string{"Confirm your answer from your email", "15\u00a0January 2021"} {
		if !strings.Contains(page.Body.String(), want) {
			t.Errorf("the receipt page lacks %q", want)
		}
	}
	if strings.Contains(page.Body.String(), "vaino.nayte") {
		t.Error("the receipt page tells the sender's address to whoever sees it")
	}
	asked := w.get(link)
	htmlcheck.Run(t, asked.Body.Bytes(), htmlcheck.All()...)
	if asked.Code != http.StatusOK || asked.Header().Get("Cache-Control") != "no-store" || asked.Header().Get("Referrer-Policy") != "strict-origin" {
		t.Errorf("the page of the link: %d %v", asked.Code, asked.Header())
	}
	if w.get(link); len(w.confirmations()) > 0 {
		t.Fatal("opening the link confirms")
	}
	w.clock.Move(time.Hour)
	pressed := w.postForm(link, nil)
	if pressed.Code != http.StatusSeeOther || len(w.confirmations()) != 1 {
		t.Fatalf("pressed: %d %s, %d records", pressed.Code, pressed.Body, len(w.confirmations()))
	}
	if c := w.confirmations()[0]; c.Entered() || c.Sender != ownSender || strings.Contains(string(c.Document), "@") {
		t.Errorf("the record is %+v %s", c, c.Document)
	}
	if r = w.receipt(r.ID); r.Unconfirmed || !r.ConfirmedAt.Equal(open.Add(time.Hour)) || r.Status != hyte.EntryAnswered {
		t.Errorf("afterwards the receipt is %+v", r)
	}
	if again := w.postForm(link, nil); again.Code != http.StatusSeeOther || len(w.confirmations()) != 1 {
		t.Errorf("once more: %d, %d records", again.Code, len(w.confirmations()))
	}
	if led := w.get(link); led.Code != http.StatusSeeOther {
		t.Errorf("the page afterwards: %d", led.Code)
	}
}

// Forged links, those of other documents and kinds, and none are all answered alike.
func TestConfirmForged(t *testing.T) {
	w := newToConfirm(t, "")
	first, link := w.sent()
	_, other := w.sent("Idempotency-Key", "another-one")
	secret := func(link string) string { return link[strings.Index(link, "link=")+5:] }
	own, foreign := newLinkKey(t), newToConfirm(t, "")
	_, elsewhere := foreign.sent()
	personal, err := w.key.Sign(intake.PersonalLink{Inquiry: callID, Sender: ownSender, Made: open.Add(-time.Hour), Expires: open.AddDate(0, 0, 30)})
	if err != nil || !own.IsKey() {
		t.Fatal(err)
	}
	path, _, _ := strings.Cut(link, "?")
	answers := map[string]bool{}
	for name, text := range map[string]string{
		"none": "", "another document's": secret(other), "another service's": secret(elsewhere), "a personal link": personal,
		"cut": secret(link)[:51], "longer": secret(link) + "a", "in capitals": strings.ToUpper(secret(link)), "garbage": "%00\xff\"><script>",
	} {
		for _, answer := range []*httptest.ResponseRecorder{w.get(path + "?" + url.Values{"link": {text}}.Encode()), w.postForm(path+"?"+url.Values{"link": {text}}.Encode(), nil)} {
			if answer.Code != http.StatusForbidden || !strings.Contains(answer.Body.String(), "The link has expired.") {
				t.Errorf("%s: status %d", name, answer.Code)
			}
			answers[answer.Header().Get("Content-Type")] = true
		}
	}
	unknown := strings.Replace(path, first.ID, strings.Repeat("a", 26), 1)
	if answer := w.postForm(unknown+"?link="+secret(link), nil); answer.Code != http.StatusForbidden {
		t.Errorf("of a document that is not there: %d", answer.Code)
	}
	if answer := w.postForm(strings.Replace(link, "/receipt/", "/withdrawal/receipt/", 1), nil); answer.Code != http.StatusNotFound {
		t.Errorf("as another kind of document: %d", answer.Code)
	}
	if answer := w.postForm(link, nil, "Origin", "https://attacker.example", "Sec-Fetch-Site", "cross-site"); answer.Code != http.StatusForbidden {
		t.Errorf("from another site: %d", answer.Code)
	}
	if len(w.confirmations()) > 0 {
		t.Error("something is confirmed")
	}
	if got := w.log.String(); strings.Contains(got, secret(link)) {
		t.Error("the log has the secret of a link")
	}
}

// Whoever presses twice at once, in several windows, confirms once.
func TestConfirmAtOnce(t *testing.T) {
	w := newToConfirm(t, "")
	_, link := w.sent()
	var group sync.WaitGroup
	codes := make([]int, 16)
	for i := range codes {
		group.Go(func() { codes[i] = w.postForm(link, nil).Code })
	}
	group.Wait()
	for _, code := range codes {
		if code != http.StatusSeeOther {
			t.Errorf("status %d", code)
		}
	}
	if n := len(w.confirmations()); n != 1 {
		t.Errorf("%d confirmations", n)
	}
}

// After the deadline the link holds where late answers are kept, and is late then.
func TestConfirmLate(t *testing.T) {
	end := time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		late   hyte.LateNominations
		at     time.Time
		status hyte.EntryStatus // empty: the link has expired
	}{
		"refusing, a moment before": {hyte.LateRefuse, end.Add(-time.Second), hyte.EntryAnswered},
		"refusing, at the end":      {hyte.LateRefuse, end, ""},
		"keeping, at the end":       {hyte.LateRecord, end, hyte.EntryLate},
		"keeping, a month later":    {hyte.LateRecord, end.AddDate(0, 0, 30), ""},
		"standing, at the end":      {hyte.LateAccept, end, hyte.EntryAnswered},
		"standing, a month later":   {hyte.LateAccept, open.AddDate(0, 0, 30), ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newToConfirm(t, c.late)
			r, link := w.sent()
			w.clock.Move(c.at.Sub(open))
			answer := w.postForm(link, nil)
			if c.status == "" {
				if answer.Code != http.StatusForbidden || len(w.confirmations()) > 0 || !w.receipt(r.ID).Unconfirmed {
					t.Errorf("status %d, %d confirmations", answer.Code, len(w.confirmations()))
				}
				return
			}
			if got := w.receipt(r.ID); answer.Code != http.StatusSeeOther || got.Status != c.status || got.Unconfirmed {
				t.Errorf("status %d, receipt %+v", answer.Code, got)
			}
		})
	}
}

// Who has a personal link is known, and need not confirm anything.
func TestConfirmByPersonalLink(t *testing.T) {
	w := newToConfirm(t, "")
	secret, err := w.key.Sign(intake.PersonalLink{Inquiry: callID, Sender: ownSender, Made: open.Add(-time.Hour), Expires: open.AddDate(0, 0, 30)})
	if err != nil {
		t.Fatal(err)
	}
	if form := w.get(formPath + "?link=" + secret).Body.String(); strings.Contains(form, "vahvistuslinkki") {
		t.Error("the form says that a confirmation follows")
	}
	r, link := w.sent("Authorization", "Bearer "+secret)
	if r.Unconfirmed {
		t.Errorf("the receipt is %+v", r)
	}
	if answer := w.postForm(link, nil); answer.Code != http.StatusSeeOther || len(w.confirmations()) > 0 {
		t.Errorf("status %d, %d confirmations", answer.Code, len(w.confirmations()))
	}
}

// After a purge nobody knows whose document it was: the link holds no more.
func TestConfirmAfterPurge(t *testing.T) {
	w := newToConfirm(t, hyte.LateRecord)
	_, link := w.sent()
	w.clock.Move(8 * 24 * time.Hour)
	if err := w.service.PurgeDue(context.Background()); err != nil {
		t.Fatal(err)
	}
	if answer := w.postForm(link, nil); answer.Code != http.StatusForbidden || len(w.confirmations()) > 0 {
		t.Errorf("status %d, %d confirmations", answer.Code, len(w.confirmations()))
	}
}

// What is confirmed stays so after a purge, and in an open call nothing is confirmed.
func TestConfirmedStaysAfterPurge(t *testing.T) {
	w := newToConfirm(t, hyte.LateRecord)
	r, link := w.sent()
	w.postForm(link, nil)
	w.clock.Move(8 * 24 * time.Hour)
	if err := w.service.PurgeDue(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := w.receipt(r.ID); got.Unconfirmed || got.ConfirmedAt.IsZero() {
		t.Errorf("the receipt is %+v", got)
	}
	opened := newWorld(t)
	answer := opened.postJSON(firstkind.JSON(t, ownSender))
	id := decode[forms.Receipt](t, answer).ID
	if got := opened.get("/" + callID + "/en/receipt/" + id + "/confirm?link=a"); got.Code != http.StatusNotFound {
		t.Errorf("in an open call: %d", got.Code)
	}
}

func TestConfirmNeedsAKeyAndAnAddress(t *testing.T) {
	for says, change := range map[string]func(*intake.Config){
		"there is no key of the links": func(c *intake.Config) { c.BaseURL = ownSite },
		"there is no base URL":         func(c *intake.Config) { c.LinkKey = newLinkKey(t) },
	} {
		config := intake.Config{Store: openStore(t), Kinds: newWorld(t).kinds, Inquiries: calls(firstkind.Inquiry(t, confirmedOnly))}
		change(&config)
		if _, err := intake.New(t.Context(), config); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v, want one with %q", err, says)
		}
	}
}

package intake_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

const ownSender, otherSender = "municipality:109", "municipality:061"

func newLinkKey(t testing.TB) intake.LinkKey {
	t.Helper()
	text, err := intake.NewLinkKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := intake.ParseLinkKey(" " + text + "\r\n")
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// invited is a service of the example call, for invited organizations only.
type invited struct {
	*world
	key intake.LinkKey
}

func newInvited(t testing.TB, change ...func(*intake.Config)) *invited {
	key := newLinkKey(t)
	change = append([]func(*intake.Config){withCall(t, func(c *hyte.Call) { c.Access = hyte.AccessInvited }), func(c *intake.Config) { c.LinkKey = key }}, change...)
	return &invited{newWorld(t, change...), key}
}

// link is the secret of a link for an organization that was made an hour ago.
func (w *invited) link(sender string, change ...func(*intake.PersonalLink)) string {
	w.t.Helper()
	l := intake.PersonalLink{Inquiry: callID, Sender: sender, Made: open.Add(-time.Hour), Expires: open.AddDate(0, 0, 30)}
	for _, c := range change {
		c(&l)
	}
	text, err := w.key.Sign(l)
	if err != nil {
		w.t.Fatal(err)
	}
	return text
}

func (w *invited) send(sender, link string, header ...string) *httptest.ResponseRecorder {
	if link != "" {
		header = append(header, "Authorization", "Bearer "+link)
	}
	return w.postJSON(firstkind.JSON(w.t, sender), header...)
}

// problemType is the type of the problem that was answered.
func problemType(t testing.TB, answer *httptest.ResponseRecorder) string {
	return strings.TrimPrefix(decode[struct{ Type string }](t, answer).Type, intake.ProblemNamespace)
}

// Without a link that holds nobody answers, and with one only for its organization.
func TestInvitedOnly(t *testing.T) {
	w := newInvited(t)
	own := w.link(ownSender)
	foreign := newLinkKey(t)
	forged, err := foreign.Sign(intake.PersonalLink{Inquiry: callID, Sender: ownSender, Made: open.Add(-time.Hour), Expires: open.AddDate(0, 0, 30)})
	if err != nil {
		t.Fatal(err)
	}
	for name, link := range map[string]string{
		"none":              "",
		"another's":         w.link(otherSender),
		"of a stranger":     w.link("municipality:091"),
		"forged":            forged,
		"cut":               own[:len(own)-1],
		"longer":            own + "a",
		"in capitals":       strings.ToUpper(own),
		"altered":           own[:30] + string('a'+(own[30]-'a'+1)%26) + own[31:],
		"ended":             w.link(ownSender, func(l *intake.PersonalLink) { l.Expires = open }),
		"of another call":   w.link(ownSender, func(l *intake.PersonalLink) { l.Inquiry = "another" }),
		"very long":         strings.Repeat("a", 100_000),
		"no base32":         "0189-_.",
		"nothing but blank": "   ",
	} {
		answer := w.send(ownSender, link)
		if answer.Code != http.StatusForbidden || problemType(t, answer) != "link" {
			t.Errorf("%s: status %d, %s", name, answer.Code, answer.Body)
		}
		values := filled(ownSender)
		page := w.postForm(formPath+"?"+url.Values{"link": {link}}.Encode(), values)
		if name == "another's" { // the page sends what it shows, whatever is posted
			checkStatus(t, page, http.StatusSeeOther)
			continue
		}
		if page.Code != http.StatusForbidden || !strings.Contains(page.Body.String(), "Esimerkki") {
			t.Errorf("%s: the form has status %d, or lost what was typed", name, page.Code)
		}
	}
	if records := w.records(); len(records) != 1 || records[0].Sender != otherSender {
		t.Fatalf("%d records", len(records))
	}
	checkStatus(t, w.send(ownSender, own), http.StatusCreated)
	checkStatus(t, w.postJSON(firstkind.JSON(t, otherSender, named("Eino", "Esimerkki")), "Authorization", "Bearer "+w.link(otherSender)), http.StatusCreated)
}

// The page of a link has the organization, and takes, replaces and withdraws its answer.
// What it sends is known to come from there.
func TestPageOfALink(t *testing.T) {
	w := newInvited(t, withAssets)
	link := w.link(ownSender)
	led := w.get("/" + callID + "?link=" + link)
	if at := led.Header().Get("Location"); at != formPath+"?link="+link {
		t.Fatalf("led to %q", at)
	}
	page := w.get(formPath + "?link=" + link)
	checkStatus(t, page, http.StatusOK)
	htmlcheck.Run(t, page.Body.Bytes(), htmlcheck.All()...)
	body := page.Body.String()
	for _, want := range []string{
		"<dd>Hämeenlinna</dd>", `action="` + formPath + "?link=" + link + `"`, `formaction="/` + callID + "/sv?link=" + link + `"`,
		`href="` + formPath + "/refusal?link=" + link + `"`, formPath + "/form.json?link=" + link,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(body, `name="`+firstkind.SenderAt+`"`) || page.Header().Get("Referrer-Policy") != "strict-origin" {
		t.Errorf("the page asks who answers, or has the policy %q", page.Header().Get("Referrer-Policy"))
	}
	var config struct{ Given map[string]string }
	if err := json.Unmarshal(w.get(formPath+"/form.json?link="+link).Body.Bytes(), &config); err != nil || config.Given[firstkind.SenderAt] != ownSender {
		t.Errorf("the widget is given %v, error %v", config.Given, err)
	}
	send := func(path string, values url.Values) string {
		t.Helper()
		values.Del(firstkind.SenderAt)
		answer := w.postForm(path+"?link="+link, values)
		checkStatus(t, answer, http.StatusSeeOther)
		receipt := answer.Header().Get("Location")
		shown := w.get(receipt)
		checkStatus(t, shown, http.StatusOK)
		if !strings.Contains(receipt, "?link="+link+"&shown=") {
			t.Errorf("led to the receipt at %q", receipt)
		}
		return text(t, shown)
	}
	send(formPath, filled(ownSender))
	other := filled(ownSender)
	other.Set("/submitter/email", "somebody.else@example.fi")
	other.Set("token", "bbbbbbbbbbbbbbbbbbbbbbbbbb")
	if receipt := send(formPath, other); !strings.Contains(receipt, catalogText(t, "receipt.replaced")) {
		t.Errorf("the second answer does not take the place of the first\n%s", receipt)
	}
	withdrawal := url.Values{"token": {"cccccccccccccccccccccccccc"}}
	for name, values := range other {
		if strings.HasPrefix(name, "/submitter/") {
			withdrawal[name] = values
		}
	}
	send(formPath+"/withdrawal", withdrawal)
	for _, r := range w.records() {
		if !r.ByLink() || r.Entered() || r.Sender != ownSender {
			t.Errorf("record %+v", r)
		}
	}
	received := w.get(receivedPath, w.login()...).Body.String()
	if strings.Count(received, `"confirmed":true`) != 3 {
		t.Errorf("received\n%s", received)
	}
}

// catalogText is the beginning of a Finnish text of the forms, up to its first place.
func catalogText(t *testing.T, key string) string {
	t.Helper()
	before, _, _ := strings.Cut(catalogs(t, "..")["fi"][key], "{")
	return strings.TrimSpace(before)
}

// The API has the same, with the key of the sender; the same document twice is one.
func TestAPIByLink(t *testing.T) {
	w := newInvited(t)
	link := w.link(ownSender)
	first := w.send(ownSender, link, "Idempotency-Key", strings.Repeat("k", 200))
	checkStatus(t, first, http.StatusCreated)
	again := w.send(ownSender, link, "Idempotency-Key", strings.Repeat("k", 200))
	checkStatus(t, again, http.StatusOK)
	if first.Body.String() != again.Body.String() {
		t.Errorf("receipts %s and %s", first.Body, again.Body)
	}
	byQuery := w.do(request(http.MethodPost, firstkind.Path+"?link="+link, strings.NewReader(firstkind.JSON(t, ownSender)), "Content-Type", "application/json"))
	checkStatus(t, byQuery, http.StatusCreated)
}

// An inquiry that anyone may answer takes links, too, and then knows who answers.
func TestLinkToAnOpenInquiry(t *testing.T) {
	w := newInvited(t, withCall(t))
	checkStatus(t, w.send(ownSender, w.link(ownSender)), http.StatusCreated)
	checkStatus(t, w.send(otherSender, ""), http.StatusCreated)
	if records := w.records(); !records[0].ByLink() || records[1].ByLink() {
		t.Errorf("by link: %t, %t", records[0].ByLink(), records[1].ByLink())
	}
	if answer := w.send(ownSender, w.link(otherSender)); answer.Code != http.StatusForbidden {
		t.Errorf("with another's link: status %d", answer.Code)
	}
}

func TestLinkIsRevoked(t *testing.T) {
	w := newInvited(t)
	own, other := w.link(ownSender), w.link(otherSender)
	newer := w.link(ownSender, func(l *intake.PersonalLink) { l.Made = open.Add(time.Microsecond) })
	revoke := func(sender string) {
		t.Helper()
		if err := w.store.RevokeLinks(t.Context(), callID, sender, open); err != nil {
			t.Fatal(err)
		}
	}
	status := func(link string) int { return w.get(formPath + "?link=" + link).Code }
	revoke(ownSender)
	if status(own) != http.StatusForbidden || status(newer) != http.StatusOK || status(other) != http.StatusOK {
		t.Errorf("one revoked: %d, a newer one %d, another's %d", status(own), status(newer), status(other))
	}
	revoke("")
	if status(own) != http.StatusForbidden || status(newer) != http.StatusOK || status(other) != http.StatusForbidden {
		t.Errorf("all revoked: %d, a newer one %d, another's %d", status(own), status(newer), status(other))
	}
	page := w.get(formPath + "?link=" + own)
	if got := text(t, page); !strings.Contains(got, catalogs(t, "..")["fi"]["notice.linkEnded"]) || strings.Contains(page.Body.String(), "<form") {
		t.Errorf("the page says %q", got)
	}
	without := w.get(formPath)
	checkStatus(t, without, http.StatusForbidden)
	if got := text(t, without); !strings.Contains(got, catalogs(t, "..")["fi"]["notice.forbidden"]) {
		t.Errorf("the page without a link says %q", got)
	}
}

// noRevocations is a store that cannot say what was revoked.
type noRevocations struct{ intake.Store }

func (noRevocations) LinksRevoked(context.Context, string, string) (time.Time, error) {
	return time.Time{}, intake.ErrUnavailable
}

// A link that may have been revoked lets nobody in.
func TestRevocationsUnknown(t *testing.T) {
	w := newInvited(t, func(c *intake.Config) { c.Store = noRevocations{c.Store} })
	link := w.link(ownSender)
	checkStatus(t, w.get(formPath+"?link="+link), http.StatusServiceUnavailable)
	checkStatus(t, w.postForm(formPath+"?link="+link, filled(ownSender)), http.StatusServiceUnavailable)
	checkStatus(t, w.send(ownSender, link), http.StatusServiceUnavailable)
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
}

// The secret of a link is in no log, and in no address of another site.
func TestLinkIsNotTold(t *testing.T) {
	w := newInvited(t)
	link := w.link(ownSender)
	w.get(formPath + "?link=" + link)
	w.get(strings.ToUpper(formPath) + "/?link=" + link)
	w.postForm(formPath+"?link="+link, filled(ownSender))
	w.send(ownSender, link)
	w.send(otherSender, link)
	if strings.Contains(w.log.String(), link[:20]) {
		t.Error("the log has the secret")
	}
	led := w.get("/" + strings.ToUpper(callID) + "/fi/?link=" + link).Header().Get("Location")
	if led != formPath+"?link="+link {
		t.Errorf("a mistyped address leads to %q", led)
	}
}

func TestInvitedNeedsAKey(t *testing.T) {
	_, err := intake.New(t.Context(), intake.Config{
		Store: openStore(t), Kinds: newWorld(t).kinds,
		Inquiries: calls(firstkind.Inquiry(t, func(c *hyte.Call) { c.Access = hyte.AccessInvited })),
	})
	if err == nil || !strings.Contains(err.Error(), "there is no key of their personal links") {
		t.Errorf("error %v", err)
	}
}

func TestLinkKey(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("a", 51), strings.Repeat("a", 53), strings.Repeat("1", 52), strings.Repeat("a", 26) + " " + strings.Repeat("a", 26)} {
		if _, err := intake.ParseLinkKey(text); err == nil || text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("%q: error %v", text, err)
		}
	}
	key := newLinkKey(t)
	good := intake.PersonalLink{Inquiry: "spring", Sender: "municipality:109", Made: open, Expires: open.AddDate(0, 1, 0)}
	for name, change := range map[string]func(*intake.PersonalLink){
		"no inquiry":    func(l *intake.PersonalLink) { l.Inquiry = "" },
		"nobody":        func(l *intake.PersonalLink) { l.Sender = "" },
		"two lines":     func(l *intake.PersonalLink) { l.Sender = "a\nb" },
		"ended already": func(l *intake.PersonalLink) { l.Expires = l.Made },
		"no end":        func(l *intake.PersonalLink) { l.Expires = time.Time{} },
		"nanoseconds":   func(l *intake.PersonalLink) { l.Made = l.Made.Add(1) },
	} {
		l := good
		change(&l)
		if _, err := key.Sign(l); !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := (intake.LinkKey{}).Sign(good); !errors.Is(err, intake.ErrInvalid) {
		t.Errorf("without a key: error %v", err)
	}
	text, err := key.Sign(good)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := key.Read("spring", text); !ok || got != good {
		t.Errorf("read %+v, %t", got, ok)
	}
	if _, ok := (intake.LinkKey{}).Read("spring", text); ok {
		t.Error("no key has signed it")
	}
}

// No change of a link makes another one.
func FuzzPersonalLink(f *testing.F) {
	key := newLinkKey(f)
	l := intake.PersonalLink{Inquiry: "spring", Sender: "municipality:109", Made: open, Expires: open.AddDate(0, 1, 0)}
	text, err := key.Sign(l)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{text, text[:40], text + "a", "", "=", strings.ToUpper(text), text[:len(text)-1] + "b"} {
		f.Add("spring", seed)
	}
	f.Add("sprin", text)
	f.Fuzz(func(t *testing.T, inquiry, given string) {
		if got, ok := key.Read(inquiry, given); ok && (inquiry != "spring" || given != text || got != l) {
			t.Errorf("%q for %q is %+v", given, inquiry, got)
		}
	})
}

package intake_test

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte/reference"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// Whoever calls has the reference of the receipt before their eyes; the organizer finds by it
// what the receipt says, and nothing for a reference that was misheard.
func TestFindByReference(t *testing.T) {
	w := newWorld(t)
	id := w.answer(open, "municipality:109")
	w.answer(open, "municipality:061")
	late := w.answer(afterDeadline, "municipality:082")
	known := reference.Of(callID, id)
	if receipt := decode[forms.Receipt](t, w.get(firstkind.Path+"/"+id)); receipt.Reference != known {
		t.Errorf("the receipt has the reference %q, want %q", receipt.Reference, known)
	}
	if page := w.get(formPath + "/receipt/" + id).Body.String(); !strings.Contains(page, "<code>"+known+"</code>") || strings.Contains(page, "<code>"+id) {
		t.Error("the page of the receipt does not say the reference, or the long id beside it")
	}
	find := rosterPath + "/find?reference="
	checkStatus(t, w.get(find+known), http.StatusSeeOther)
	cookie := w.login()
	for text, want := range map[string][]string{
		known:                                 {known, "Hämeenlinna"},
		strings.ToLower(known[len(known)-9:]): {known, "Hämeenlinna"},
		id:                                    {known, "Hämeenlinna"},
		reference.Of(callID, late):            {"määräajan jälkeen", reference.Of(callID, late)},
		"":                                    {"Kuittauksen tunnus"},
		reference.Of(callID, "another"):       {"Tunnuksella ei löytynyt mitään"},
		known[:len(known)-1]:                  {"jokin merkki puuttuu tai on väärin"},
		`"><script>alert(1)</script>`:         {"jokin merkki puuttuu tai on väärin", `value="&#34;&gt;&lt;script`},
	} {
		answer := w.get(find+url.QueryEscape(text), cookie...)
		checkStatus(t, answer, http.StatusOK)
		for _, want := range want {
			if !strings.Contains(answer.Body.String(), want) {
				t.Errorf("%q: %q is missing in %s", text, want, answer.Body.String())
			}
		}
	}
	if found := w.get(find+known, cookie...).Body.String(); strings.Contains(found, "määräajan jälkeen") {
		t.Error("another answer is found, too")
	}
	if board := w.get(rosterPath, cookie...).Body.String(); !strings.Contains(board, `action="`+rosterPath+`/find"`) {
		t.Error("the board has no search")
	}
}

// readOnce is a store whose records nobody may read again, once they are forbidden.
type readOnce struct {
	intake.Store
	forbidden bool
	t         testing.TB
}

func (u *readOnce) Records(ctx context.Context, inquiry string) iter.Seq2[intake.Record, error] {
	if u.forbidden {
		u.t.Error("all records are read to find one")
	}
	return u.Store.Records(ctx, inquiry)
}

// What is found by its reference or id is read alone, however many there are; of another
// inquiry nothing is.
func TestFindReadsWhatItFinds(t *testing.T) {
	store := &readOnce{t: t}
	w := newWorld(t, func(c *intake.Config) {
		store.Store = c.Store
		c.Store = store
	})
	id := w.answer(open, "municipality:109")
	w.answer(open, "municipality:061")
	foreign := intake.Record{
		ID: "abcdefghijklmnopqrstuvwxyz", Inquiry: "another", Kind: firstkind.Kind().Name(), ReceivedAt: open, Key: "k", Document: []byte(`{}`),
	}
	if _, _, err := store.Append(t.Context(), foreign); err != nil {
		t.Fatal(err)
	}
	cookie := w.login()
	w.get(rosterPath, cookie...)
	store.forbidden = true
	for _, text := range []string{id, strings.ToUpper(id), reference.Of(callID, id)} {
		if found := w.get(rosterPath+"/find?reference="+text, cookie...).Body.String(); !strings.Contains(found, "Hämeenlinna") {
			t.Errorf("%s is not found", text)
		}
	}
	for _, text := range []string{foreign.ID, reference.Of(callID, foreign.ID)} {
		if found := w.get(rosterPath+"/find?reference="+text, cookie...).Body.String(); !strings.Contains(found, "ei löytynyt mitään") {
			t.Errorf("%s of another inquiry is found", text)
		}
	}
}

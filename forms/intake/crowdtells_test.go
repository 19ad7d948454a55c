package intake_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// ownWords are what differs between any two receipts.
var ownWords = regexp.MustCompile(`"(id|reference|calendar)":"[^"]*",?`)

// speak sends so many different answers in the name of an organization from one address, and
// returns what came back, without what differs between any two answers.
func (w *toConfirm) speak(client, sender string, times int) (heard []string) {
	for n := range times {
		r := request(http.MethodPost, firstkind.Path, strings.NewReader(firstkind.JSON(w.t, sender, func(a *firstkind.Answer) {
			a.Representatives[0].Person.FamilyName = fmt.Sprintf("Esimerkki-%c", 'A'+n)
			a.Submitter.Email = client[strings.LastIndexByte(client, '.')+1:] + "@example.fi"
		})), "Content-Type", "application/json")
		r.RemoteAddr = client + ":1000"
		answer := w.do(r)
		heard = append(heard, told(answer, sender))
	}
	return heard
}

func told(answer *httptest.ResponseRecorder, sender string) string {
	return fmt.Sprint(answer.Code, " ", answer.Header().Get("Retry-After"), " ", strings.ReplaceAll(ownWords.ReplaceAllString(answer.Body.String(), ""), sender, "the sender"))
}

// That too many come in one name does not tell a stranger whether the organization has
// answered: what counts for that is what the stranger has sent itself. The bound for all
// clients together is so far above what one organization and one client send that neither
// meets it.
func TestCrowdDoesNotTellWhoHasAnswered(t *testing.T) {
	w := newToConfirm(t, "")
	w.limitAsUsual()
	const answered, silent = "municipality:109", "municipality:061"
	own := w.speak("192.0.2.1", answered, 22) // as often as one client may, and more
	if slices.ContainsFunc(own[:20], func(s string) bool { return !strings.HasPrefix(s, "201 ") }) || !strings.HasPrefix(own[21], "429 ") {
		t.Fatalf("the organization itself heard %q", own)
	}
	stranger := "198.51.100.7"
	of, than := w.speak(stranger, answered, 25), w.speak(stranger, silent, 25)
	if !strings.HasPrefix(of[24], "429 ") {
		t.Errorf("a stranger is not limited: %q", of[24])
	}
	for n := range of {
		if of[n] != than[n] {
			t.Errorf("answer %d in the name of who has answered: %s\nof who has not: %s", n+1, of[n], than[n])
		}
	}
}

// limitAsUsual serves the same with the limits that a service has.
func (w *toConfirm) limitAsUsual() {
	w.t.Helper()
	config := intake.Config{Store: w.store, Kinds: w.kinds, Now: w.clock.Now, LinkKey: w.key, BaseURL: ownSite}
	config.Limits.Posts = intake.Rate{Burst: 1000, Interval: time.Second} // of one client, whoever it speaks for
	withCall(w.t, confirmedOnly)(&config)
	service, err := intake.New(w.t.Context(), config)
	if err != nil {
		w.t.Fatal(err)
	}
	w.service = service
}

package intake_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// No answer is far longer than what was asked: beside the page or problem itself,
// it grows with the request and no faster.
func TestAnswersAreOfTheOrderOfRequests(t *testing.T) {
	w := newWorld(t)
	page := len(w.get(formPath).Body.String())
	long := strings.Repeat("<", 50_000)
	form := func(body string) func() *httptest.ResponseRecorder {
		return func() *httptest.ResponseRecorder {
			return w.do(request(http.MethodPost, formPath, strings.NewReader(body), "Content-Type", "application/x-www-form-urlencoded"))
		}
	}
	for name, test := range map[string]struct {
		answer func() *httptest.ResponseRecorder
		most   int
	}{
		"an item far beyond": {form(firstkind.SenderAt + "=hospital-district:khshp&/representatives/98/person/givenName=Y&add=/representatives"), 2 * page},
		"several far beyond": {form("/representatives/60/person/givenName=Y&/representatives/98/person/givenName=Y"), 2 * page},
		"one value repeated": {form(strings.Repeat("/representatives/0/person/givenName=Y&", 1500)), 2 * page},
		"unknown names":      {form(strings.Repeat("&/x=y", 10_000)), 2 * page},
		"items of no shape": {func() *httptest.ResponseRecorder {
			return w.postJSON(`{"representatives":[` + strings.Repeat("0,", 30_000) + `0]}`)
		}, 60_000},
		"members that nobody knows": {func() *httptest.ResponseRecorder {
			var document strings.Builder
			for i := range 5000 {
				document.WriteString(`"x` + strconv.Itoa(i) + `":0,`)
			}
			return w.postJSON(`{` + document.String() + `"y":0}`)
		}, 60_000},
		"values outside of lists": {func() *httptest.ResponseRecorder {
			return w.postJSON(manyPersons(600, `"sector":"x","gender":"x","contactVisibility":"x"`))
		}, 120_000},
		"a name of signs that HTML escapes": {func() *httptest.ResponseRecorder { return w.postJSON(`{"` + long + `":0}`) }, 7 * len(long)}, // each is six characters in JSON that is safe in HTML
		"an address that is not there":      {func() *httptest.ResponseRecorder { return w.get("/" + url.PathEscape(long)) }, page},
		"a query":                           {func() *httptest.ResponseRecorder { return w.get("/?lang=" + url.QueryEscape(long)) }, page},
		"languages that are asked for":      {func() *httptest.ResponseRecorder { return w.get("/", "Accept-Language", strings.Repeat("fi,", 5000)) }, page},
	} {
		t.Run(name, func(t *testing.T) {
			if n := test.answer().Body.Len(); n > test.most {
				t.Errorf("%d bytes, at most %d", n, test.most)
			}
		})
	}
}

// manyPersons is an answer with n persons who have nothing but the members.
func manyPersons(n int, members string) string {
	return `{"representatives":[` + strings.Repeat(`{"person":{`+members+`}},`, n) + `0]}`
}

// A problem lists as many violations as anyone reads, and says how many more
// there are.
func TestProblemCountsWhatItDoesNotList(t *testing.T) {
	p := decode[problem](t, newWorld(t).postJSON(`{"representatives":[`+strings.Repeat("0,", 30_000)+`0]}`, "Accept-Language", "en"))
	if len(p.Violations) != constraint.MaxViolations+1 {
		t.Fatalf("%d violations", len(p.Violations))
	}
	last := p.Violations[constraint.MaxViolations]
	if last.Rule != string(constraint.RuleOmitted) || !strings.Contains(last.Message, "29906 ") {
		t.Errorf("%+v", last)
	}
}

// The form says it as well, after what it lists.
func TestFormCountsWhatItDoesNotList(t *testing.T) {
	values := url.Values{"token": {"aaaabbbbccccddddeeeeffff22"}}
	for i := range 100 {
		values.Set("/representatives/"+strconv.Itoa(i)+"/person/unit", strings.Repeat("x", 201))
	}
	answer := newWorld(t).postForm(formPath, values)
	checkStatus(t, answer, http.StatusUnprocessableEntity)
	summary, _, _ := strings.Cut(answer.Body.String(), "</ul>")
	if n := strings.Count(summary, "<a href=\"#hyte-field"); n > constraint.MaxViolations {
		t.Errorf("%d entries", n)
	}
	if got := text(t, answer); !strings.Contains(got, "Lisäksi ") {
		t.Error("nothing tells of the others")
	}
}

// The buttons that only change the form have a limit of their own, so that they
// use up nothing of what sends it; and nothing that was typed is lost.
func TestFormButtonsHaveALimit(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.Limits.Posts = intake.Rate{Burst: 1, Interval: time.Hour}
		c.Limits.Changes = intake.Rate{Burst: 2, Interval: 10 * time.Second}
	})
	values := filled("hospital-district:khshp")
	values.Set("add", "/representatives")
	for range 2 {
		checkStatus(t, w.postForm(formPath, values), http.StatusOK)
	}
	answer := w.postForm(formPath, values)
	checkStatus(t, answer, http.StatusTooManyRequests)
	if wait := answer.Header().Get("Retry-After"); wait != "10" {
		t.Errorf("Retry-After %q", wait)
	}
	if got := shownValue(t, answer, "/representatives/0/person/givenName"); got != "Aino" {
		t.Errorf("the name has become %q", got)
	}
	values.Del("add")
	checkStatus(t, w.postForm(formPath, values), http.StatusSeeOther)
	w.clock.Set(open.Add(10 * time.Second))
	values.Set("add", "/representatives")
	checkStatus(t, w.postForm(formPath, values), http.StatusOK)
}

// By default there is one, too.
func TestFormButtonsHaveALimitByDefault(t *testing.T) {
	w := newWorld(t)
	values := url.Values{"add": {"/representatives"}}
	for range 60 {
		checkStatus(t, w.postForm(formPath, values), http.StatusOK)
	}
	checkStatus(t, w.postForm(formPath, values), http.StatusTooManyRequests)
}

// What a problem says depends on the languages of the client, and caches must
// know it.
func TestProblemsVaryByLanguage(t *testing.T) {
	w := newWorld(t)
	for _, document := range []string{`{}`, `no JSON`} {
		answer := w.postJSON(document, "Accept-Language", "sv")
		if vary := strings.Join(answer.Header().Values("Vary"), ", "); !strings.Contains(vary, "Accept-Language") {
			t.Errorf("status %d: Vary %q", answer.Code, vary)
		}
		if got := answer.Header().Get("Content-Language"); got != "sv" {
			t.Errorf("status %d: Content-Language %q", answer.Code, got)
		}
	}
}

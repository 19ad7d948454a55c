package intake_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// allMunicipalities makes the example call one to every municipality of 2021.
func allMunicipalities(b *testing.B) func(*hyte.Call) {
	return func(c *hyte.Call) {
		on := civil.Date{Year: 2021, Month: 1, Day: 15}
		all, err := area.Municipalities(on)
		if err != nil {
			b.Fatal(err)
		}
		codes := make([]string, len(all))
		for i, m := range all {
			codes[i] = m.Code().String()
		}
		firstkind.Asks(codes)(c)
	}
}

// quietWorld is a world whose log goes nowhere, as a benchmark's should.
func quietWorld(b *testing.B, change ...func(*intake.Config)) *world {
	b.Helper()
	return newWorld(b, append(change, func(c *intake.Config) {
		c.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
		always := intake.Rate{Burst: 1 << 30, Interval: 1}
		c.Limits.Posts, c.Limits.SenderOfClient, c.Limits.Sender, c.Limits.Inquiry = always, always, always, always
	})...)
}

func BenchmarkNew(b *testing.B) {
	store, err := sqlitestore.Open(b.Context(), filepath.Join(b.TempDir(), "intake.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	config := intake.Config{Store: store, Inquiries: calls(firstkind.Inquiry(b)), Kinds: kinds.All()}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.New(b.Context(), config); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	for name, change := range map[string]func(*hyte.Call){"15": func(*hyte.Call) {}, "313": allMunicipalities(b)} {
		for _, coding := range []string{"identity", "br", "gzip"} {
			b.Run(name+"/"+coding, func(b *testing.B) {
				w := quietWorld(b, withCall(b, change))
				r := request(http.MethodGet, formPath, nil, "Accept-Encoding", coding)
				size := 0
				b.ReportAllocs()
				for b.Loop() {
					answer := w.do(r)
					checkStatus(b, answer, http.StatusOK)
					size = answer.Body.Len()
				}
				b.ReportMetric(float64(size), "page-bytes")
			})
		}
	}
}

// BenchmarkPost is until the answer is on the disk.
func BenchmarkPost(b *testing.B) {
	for name, post := range map[string]func(w *world, i int) (got, want int){
		"JSON": func(w *world, i int) (int, int) {
			return w.postJSON(firstkind.JSON(b, "municipality:109"), "Idempotency-Key", fmt.Sprint(i)).Code, http.StatusCreated
		},
		"form": func(w *world, i int) (int, int) {
			values := filled("municipality:109")
			values.Set("/representatives/0/person/unit", fmt.Sprint(i))
			return w.postForm(formPath, values).Code, http.StatusSeeOther
		},
		"wrong form": func(w *world, _ int) (int, int) {
			return w.postForm(formPath, url.Values{}).Code, http.StatusUnprocessableEntity
		},
	} {
		b.Run(name, func(b *testing.B) {
			w := quietWorld(b)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if got, want := post(w, i); got != want {
					b.Fatalf("status %d, want %d", got, want)
				}
			}
		})
	}
}

// BenchmarkRosterPage is with nothing new, and with an answer more each time.
func BenchmarkRosterPage(b *testing.B) {
	prepare := func(b *testing.B) (*world, *http.Request) {
		w := quietWorld(b)
		asked := firstkind.Asked(firstkind.Inquiry(b))
		for i := range 300 {
			w.postJSON(firstkind.JSON(b, asked[i%len(asked)], named("Aino", fmt.Sprint("Esimerkki", i))))
		}
		return w, request(http.MethodGet, rosterPath, nil, w.login()...)
	}
	look := func(b *testing.B, w *world, r *http.Request) *httptest.ResponseRecorder {
		answer := w.do(r)
		checkStatus(b, answer, http.StatusOK)
		return answer
	}
	b.Run("nothing new", func(b *testing.B) {
		w, r := prepare(b)
		b.ReportAllocs()
		for b.Loop() {
			look(b, w, r)
		}
	})
	b.Run("one more", func(b *testing.B) {
		w, r := prepare(b)
		b.ReportAllocs()
		for b.Loop() {
			w.postJSON(firstkind.JSON(b, "municipality:109"))
			look(b, w, r)
		}
	})
}

// BenchmarkFormByLink shows a form to whoever has a personal link, of a call to every
// municipality.
func BenchmarkFormByLink(b *testing.B) {
	key := newLinkKey(b)
	w := quietWorld(b, withCall(b, allMunicipalities(b)), func(c *intake.Config) { c.LinkKey = key })
	link, err := key.Sign(intake.PersonalLink{Inquiry: callID, Sender: "municipality:109", Made: open.AddDate(0, 0, -1), Expires: open.AddDate(0, 1, 0)})
	if err != nil {
		b.Fatal(err)
	}
	for name, path := range map[string]string{"without": formPath, "with": formPath + "?link=" + link, "config": formPath + "/form.json?link=" + link} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if answer := w.get(path); answer.Code != http.StatusOK {
					b.Fatalf("status %d", answer.Code)
				}
			}
		})
	}
}

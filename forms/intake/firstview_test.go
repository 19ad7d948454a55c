package intake_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// firstViewBudget is what one round trip of a new connection carries: ten packets.
const firstViewBudget = 14_000 // bytes

// What a browser must get before the form is seen: the page with its styles, as
// it is sent.
func TestFirstViewBudget(t *testing.T) {
	for _, test := range []struct {
		name   string
		change []func(*hyte.Call)
		at     time.Time
		asked  int
		budget int // bytes of brotli
	}{
		{"a region with eleven municipalities", nil, open, 15, firstViewBudget},
		{"the whole country", []func(*hyte.Call){firstkind.AsksEverywhere(t)}, time.Date(2025, 1, 7, 8, 0, 0, 0, time.UTC), 308, 20_000},
	} {
		call := firstkind.Inquiry(t, test.change...)
		if len(firstkind.Asked(call)) != test.asked {
			t.Fatalf("%s: %d organizations, want %d", test.name, len(firstkind.Asked(call)), test.asked)
		}
		w := newWorld(t, withAssets, func(c *intake.Config) { c.Inquiries = calls(call) })
		w.clock.Set(test.at)
		for _, language := range []string{"fi", "sv", "en"} {
			page := w.get("/"+callID+"/"+language, "Accept-Encoding", "br")
			size := page.Body.Len()
			text, err := io.ReadAll(brotli.NewReader(page.Body))
			if err != nil || page.Code != http.StatusOK {
				t.Fatalf("%s: status %d, %v", test.name, page.Code, err)
			}
			if !bytes.Contains(text, []byte("<style>"+style.CSS()+"</style>")) || bytes.Contains(text, []byte(`rel="stylesheet"`)) {
				t.Errorf("%s: the page does not carry its styles", test.name)
			}
			t.Logf("first view of %s in %s: %d bytes of brotli, budget %d", test.name, language, size, test.budget)
			if size > test.budget {
				t.Errorf("the first view of %s in %s has %d bytes, %d more than its budget", test.name, language, size, size-test.budget)
			}
		}
	}
}

package intake

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestWriteProblem(t *testing.T) {
	type violation struct {
		Rule     string `json:"rule"`
		Location string `json:"location"`
	}
	for name, test := range map[string]struct {
		problem interface{ status() int }
		status  int
		body    string
	}{
		"plain": {
			newProblem("", http.StatusTooManyRequests, "Wait a minute."), 429,
			`{"title":"Too Many Requests","status":429,"detail":"Wait a minute."}`,
		},
		"of a type": {
			problem{Type: "https://example.org/problems/key-reused", Title: "Key reused", Status: 409},
			409,
			`{"type":"https://example.org/problems/key-reused","title":"Key reused","status":409}`,
		},
		"with members": {
			struct {
				problem
				Violations []violation `json:"violations"`
			}{newProblem("", http.StatusUnprocessableEntity, ""), []violation{{"required", "/consent"}}},
			422,
			`{"title":"Unprocessable Entity","status":422,"violations":[{"rule":"required","location":"/consent"}]}`,
		},
		"markup": {
			newProblem("", http.StatusBadRequest, "<script>&"), 400,
			`{"title":"Bad Request","status":400,"detail":"\u003cscript\u003e\u0026"}`,
		},
		"impossible": {
			struct {
				problem
				Never chan int
			}{problem: newProblem("", http.StatusBadRequest, "")},
			500,
			`{"title":"Internal Server Error","status":500}`,
		},
	} {
		w := httptest.NewRecorder()
		w.Header().Set("Retry-After", "60")
		writeProblem(w, test.problem)
		if w.Code != test.status || w.Body.String() != test.body+"\n" {
			t.Errorf("%s: status %d, body\n%s", name, w.Code, w.Body)
		}
		for header, want := range map[string]string{
			"Content-Type":           "application/problem+json",
			"Cache-Control":          "no-store",
			"X-Content-Type-Options": "nosniff",
			"Retry-After":            "60",
		} {
			if got := w.Header().Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", name, header, got, want)
			}
		}
	}
}

// TestEveryProblemHasAType looks for the words of problems that the list lacks, and
// for kinds of problems without words.
func TestEveryProblemHasAType(t *testing.T) {
	w, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range w.in("en").Keys() {
		if strings.HasPrefix(key, "problem.") && problemType(key) == "" {
			t.Errorf("%s has no type", key)
		}
	}
	names := map[string]bool{}
	for _, k := range problemKinds {
		if _, ok := w.in("en").Lookup("problem." + k.key); !ok || names[k.name] {
			t.Errorf("%s: without words, or twice", k.name)
		}
		names[k.name] = true
	}
}

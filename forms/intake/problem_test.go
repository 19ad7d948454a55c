package intake

import (
	"net/http"
	"net/http/httptest"
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
			newProblem(http.StatusTooManyRequests, "Wait a minute."), 429,
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
			}{newProblem(http.StatusUnprocessableEntity, ""), []violation{{"required", "/consent"}}},
			422,
			`{"title":"Unprocessable Entity","status":422,"violations":[{"rule":"required","location":"/consent"}]}`,
		},
		"markup": {
			newProblem(http.StatusBadRequest, "<script>&"), 400,
			`{"title":"Bad Request","status":400,"detail":"\u003cscript\u003e\u0026"}`,
		},
		"impossible": {
			struct {
				problem
				Never chan int
			}{problem: newProblem(http.StatusBadRequest, "")},
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

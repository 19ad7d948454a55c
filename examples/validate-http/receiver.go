package main

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"mime"
	"net/http"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// receiver takes nominations that answer its call.
type receiver struct {
	call *hyte.ResolvedCall
	now  func() time.Time
}

// problem is an answer that says what is wrong (RFC 9457).
type problem struct {
	Title      string          `json:"title"`
	Status     int             `json:"status"`
	Detail     string          `json:"detail,omitempty"`
	Violations hyte.Violations `json:"violations,omitempty"`
}

func (h *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		refuse(w, problem{Status: http.StatusUnsupportedMediaType, Detail: "Send the nomination as application/json."})
		return
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, constraint.MaxBytes))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		refuse(w, problem{Status: http.StatusRequestEntityTooLarge, Detail: "A nomination has a megabyte at most."})
		return
	}
	if err != nil {
		refuse(w, problem{Status: http.StatusBadRequest, Detail: "The nomination did not arrive as a whole. Send it again."})
		return
	}
	nomination, violations := h.call.ReadAt(text, h.now())
	switch {
	case nomination == nil:
		refuse(w, problem{Status: http.StatusBadRequest, Detail: "This is no JSON document.", Violations: violations})
	case violations.Invalid():
		refuse(w, problem{Status: http.StatusUnprocessableEntity, Detail: "Correct what the violations point at.", Violations: violations})
	default:
		nomination.Normalize()
		// Here a service of your own keeps the nomination, and answers once it is safe.
		log.Printf("a nomination has arrived, with %d warnings", len(violations)) // and nothing of what it says
		answer(w, http.StatusOK, "application/json", map[string]any{"valid": true, "warnings": append(hyte.Violations{}, violations...)})
	}
}

func refuse(w http.ResponseWriter, p problem) {
	p.Title = http.StatusText(p.Status)
	answer(w, p.Status, "application/problem+json", p)
}

func answer(w http.ResponseWriter, status int, media string, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // a programming error: nothing here can fail to be written
	}
	w.Header().Set("Content-Type", media)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // whoever has gone away misses nothing else
}

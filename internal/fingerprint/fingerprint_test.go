package fingerprint_test

import (
	"testing"

	"github.com/hytekit/hytekit/internal/fingerprint"
)

// The sums are those of sha256sum and openssl.
func TestOfABC(t *testing.T) {
	content := []byte("abc")
	if got := fingerprint.Name("form.min.css", content); got != "form.min-ba7816bf8f01.css" {
		t.Error(got)
	}
	if got := fingerprint.Integrity(content); got != "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn" {
		t.Error(got)
	}
}

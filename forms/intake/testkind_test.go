package intake_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/testkind"
)

// Somebody else's kind, of which the house knows nothing, is served as ours are.
func TestForeignKind(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.Inquiries = []intake.Inquiry{testkind.Example()}
		c.Kinds.Boards = []func(intake.Inquiry) intake.Board{listOf[*testkind.Tour]}
		c.Kinds.Responses = testkind.Service().Responses
	})
	w.clock.Set(time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC))
	page := w.get("/spring-tour/en")
	checkStatus(t, page, http.StatusOK)
	if !strings.Contains(page.Body.String(), "Does the class have lunch") {
		t.Errorf("the page is\n%s", page.Body)
	}
	const bookings = "/api/v1/tours/spring-tour/bookings"
	booking := `{"tour":"spring-tour","class":"named:class-b","guides":[{"name":"Aino Esimerkki","email":"aino@example.fi"}],"travel":"foot","lunch":"no","agreed":true}`
	if status, _ := w.postTo(bookings, strings.Replace(booking, "class-b", "class-c", 1)); status != http.StatusUnprocessableEntity {
		t.Errorf("a class that is not asked: status %d", status)
	}
	status, receipt := w.postTo(bookings, booking)
	if status != http.StatusCreated {
		t.Fatalf("status %d", status)
	}
	if given := decode[forms.Receipt](t, w.get(receipt)); given.Sender != "named:class-b" {
		t.Errorf("receipt %+v", given)
	}
}

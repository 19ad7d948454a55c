package programme

import (
	"encoding/json"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte/event"
)

// Cancelling is how whoever has registered says that they do not come after all.
func Cancelling() *intake.TakeBack {
	return &intake.TakeBack{
		Kind:     cancellationKind,
		Email:    emailOf,
		Document: cancellation,
	}
}

// emailOf is empty of what is no registration any more, by the rules of today.
func emailOf(document any) string {
	d, _ := document.(*event.Registration)
	if d == nil || d.Person == nil {
		return ""
	}
	return d.Person.Email
}

func cancellation(id string) []byte {
	text, err := json.Marshal(event.Cancellation{Registration: id})
	if err != nil {
		panic("programme: " + err.Error()) // nothing in the type can fail to be written
	}
	return text
}

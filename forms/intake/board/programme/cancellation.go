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
		Email:    func(document any) string { return document.(*event.Registration).Person.Email },
		Document: cancellation,
	}
}

func cancellation(id string) []byte {
	text, err := json.Marshal(event.Cancellation{Registration: id})
	if err != nil {
		panic("programme: " + err.Error()) // nothing in the type can fail to be written
	}
	return text
}

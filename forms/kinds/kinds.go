// Package kinds is the one list of all forms. Whoever adds a form adds it here, and
// everything else finds it.
package kinds

import (
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/question"
	"github.com/hytekit/hytekit/forms/registration"
	"github.com/hytekit/hytekit/hyte"
)

// All are the forms, each of one kind of document.
func All() []*forms.Kind {
	return []*forms.Kind{
		nomination.Kind(), nomination.ReplyKind(), nomination.RefusalKind(), nomination.WithdrawalKind(),
		registration.Kind(), question.Kind(),
	}
}

// Message is the sentence for a violation of a document of any kind, in the language
// of a code: see [forms.Messages].
func Message(language string, v hyte.Violation) string {
	return forms.NewMessages(texts.For(language), nil).Message(v)
}

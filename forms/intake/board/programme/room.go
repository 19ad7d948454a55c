package programme

import (
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
)

// Limits implements [intake.Limiter]: questions take no room.
func (b *programme) Limits(kind *document.Kind) bool {
	return kind == event.RegistrationKind() && b.event.HasLimit()
}

// Refuse implements [intake.Limiter].
func (b *programme) Refuse(l intake.Ledger, _ *document.Kind, registration any) hyte.Violations {
	return l.(*ledger).register.Refuse(registration.(*event.Registration))
}

// Notice implements [intake.Limiter].
func (b *programme) Notice(l intake.Ledger, _ *document.Kind, language string) string {
	register := l.(*ledger).register
	t, full := b.words.For(language), register.Full()
	switch {
	case len(full) == 0:
		return ""
	case len(register.Free()) == 0:
		return t.Text("full.all")
	case full[0] == string(event.ModePlace):
		return t.Text("full.place")
	default:
		return t.Text("full.remote")
	}
}

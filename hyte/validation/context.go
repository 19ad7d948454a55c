package validation

import (
	"context"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// settingKey finds the setting in a context.
type settingKey struct{}

// setting is what one validation knows beside its document.
type setting struct {
	call     *hyte.ResolvedCall
	at       time.Time
	arriving bool // at is given
	warnings bool // warnings are asked for too
}

func settingOf(ctx context.Context) setting {
	s, _ := ctx.Value(settingKey{}).(setting)
	return s
}

func (s setting) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, settingKey{}, s)
}

// WithCall gives the validations with this context the call that nominations
// are to answer, as [hyte.ResolvedCall.Validate] does. Without a call, or with
// nil, a nomination is checked by itself, as [hyte.DecodeNomination] does: then
// nobody has asked who may nominate, nor how many.
func WithCall(ctx context.Context, call *hyte.ResolvedCall) context.Context {
	s := settingOf(ctx)
	s.call, s.at, s.arriving = call, time.Time{}, false
	return s.in(ctx)
}

// WithCallAt is [WithCall] for nominations that arrive at the instant, as
// [hyte.ResolvedCall.ValidateAt] does: the call must be open then. It makes no
// difference for the nomination of a [hyte.Received], which has a time of its
// own.
func WithCallAt(ctx context.Context, call *hyte.ResolvedCall, at time.Time) context.Context {
	s := settingOf(ctx)
	s.call, s.at, s.arriving = call, at, call != nil
	return s.in(ctx)
}

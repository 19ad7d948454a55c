package validation

import (
	"context"
	"time"

	"github.com/hytekit/hytekit/hyte/document"
)

// settingKey finds the setting in a context.
type settingKey struct{}

// setting is what one validation knows beside its document.
type setting struct {
	inquiry  document.Inquiry
	at       time.Time // zero: nothing arrives
	warnings bool      // warnings are asked for too
}

func settingOf(ctx context.Context) setting {
	s, _ := ctx.Value(settingKey{}).(setting)
	return s
}

func (s setting) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, settingKey{}, s)
}

// WithInquiry gives the validations with this context the inquiry, such as a call,
// that documents are to answer, as [hyte.ResolvedCall.Validate] does. Without one,
// or with nil, a document is checked by itself, as [hyte.DecodeNomination] does:
// then nobody has asked who may nominate, nor how many.
func WithInquiry(ctx context.Context, inquiry document.Inquiry) context.Context {
	return WithInquiryAt(ctx, inquiry, time.Time{})
}

// WithInquiryAt is [WithInquiry] for answers that arrive at the instant, as
// [hyte.ResolvedCall.ValidateAt] does: the inquiry must be open then. It makes no
// difference for an answer inside another document of hyte, such as a
// [hyte.Received], which has a time of its own. A zero instant is none.
func WithInquiryAt(ctx context.Context, inquiry document.Inquiry, at time.Time) context.Context {
	s := settingOf(ctx)
	s.inquiry, s.at = inquiry, at
	return s.in(ctx)
}

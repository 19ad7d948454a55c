package intake

import (
	"net/http"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// checkForm shows a posted form for a last look, or what must be mended first. Nothing is
// kept of it: the page holds all that was typed.
func (s *Service) checkForm(w http.ResponseWriter, r *http.Request, form servedForm, v forms.View, document []byte, at time.Time) {
	_, violations, closed := form.kind.judge(document, at)
	if len(closed) > 0 {
		v.Phase = forms.PhaseNotNow
		s.formAgain(w, r, http.StatusForbidden, form, v)
		return
	}
	v, ok := form.Review(v, slices.DeleteFunc(violations, hyte.AboutWindow))
	status := http.StatusOK
	if !ok {
		status = http.StatusUnprocessableEntity
	}
	s.formAgain(w, r, status, form, v)
}

// lookAgain lets the last look say again what need not be mended, where the answer was sent
// and is not kept for another reason.
func lookAgain(form servedForm, v *forms.View, document []byte, at time.Time) {
	if !v.Review || v.Phase == forms.PhaseRejected {
		return
	}
	_, violations, _ := form.kind.judge(document, at)
	look, _ := form.Review(*v, slices.DeleteFunc(violations, hyte.AboutWindow))
	v.Violations = look.Violations
}

// checkSeries makes the view of a page the one for a last look, or of what must be mended
// first, and returns the status.
func (s *Service) checkSeries(page *forms.Series, v *forms.SeriesView, violations []hyte.Violations) (status int) {
	look, ok := page.Review(*v, violations)
	if *v = look; !ok {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// againCaching says that a step of the form is kept by the browser that shows it, as the
// form itself is, so that who goes back finds it: it would have to ask for it with a POST.
// What was refused nobody may keep.
func againCaching(status int) string {
	if status == http.StatusOK {
		return "private, no-cache"
	}
	return "no-store"
}

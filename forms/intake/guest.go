package intake

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/hytekit/hytekit/forms"
)

// linkName is the parameter with the secret of a personal link, in the address of a form
// and of what it needs: it works without a script, and the log names routes only.
const linkName = "link"

// guest is whoever asks, by their personal link. The zero value has none.
type guest struct {
	text   string // the secret of the link
	sender string // for whom it was made
}

// with is the address with the link of the guest.
func (g guest) with(address string) string {
	if g.text == "" {
		return address
	}
	return address + "?" + url.Values{linkName: {g.text}}.Encode()
}

// key is an idempotency key of somebody with a link. What is kept under one tells that
// its sender had a link: see [Record.ByLink].
func (g guest) key(own string) string {
	if g.sender == "" {
		return own
	}
	return linkKeys + digest([]byte(own))
}

// pageKeys begin the keys of what one page of a form sends.
func (g guest) pageKeys(token string) string {
	if g.sender == "" {
		return formKeys + token + ":"
	}
	return linkKeys + token + ":"
}

// admission is whether whoever asks may answer.
type admission int

const (
	admitted  admission = iota + 1
	needsLink           // and there is none
	linkEnded           // or was never signed, or is of an organization that is not asked
)

// status is that of a page that says so.
func (a admission) status() int {
	if a == admitted {
		return http.StatusOK
	}
	return http.StatusForbidden
}

func (a admission) phase() forms.Phase {
	switch a {
	case needsLink:
		return forms.PhaseForbidden
	case linkEnded:
		return forms.PhaseLinkEnded
	default:
		return forms.PhaseEditing
	}
}

// admit finds the personal link of a request, and says whether whoever has it, or has
// none, may answer the inquiry. Programs may give it as a bearer token. The errors are
// those of the store.
func (s *Service) admit(w http.ResponseWriter, r *http.Request, i *served) (guest, admission, error) {
	text := r.URL.Query().Get(linkName)
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && text == "" {
		text = strings.TrimSpace(bearer)
	}
	if text == "" {
		if i.inquiry.Invited() {
			return guest{}, needsLink, nil
		}
		return guest{}, admitted, nil
	}
	// The link is for its receiver. Not no-referrer, which makes browsers hide the
	// origin of a form that is sent: the service then could not tell its own from others.
	w.Header().Set("Referrer-Policy", "strict-origin")
	link, ok := s.config.LinkKey.Read(i.id(), text)
	if !ok || !s.config.Now().Before(link.Expires) {
		return guest{}, linkEnded, nil
	}
	revoked, err := s.config.Store.LinksRevoked(r.Context(), i.id(), link.Sender)
	if err != nil {
		return guest{}, 0, err
	}
	if link.Made.Before(revoked) {
		return guest{}, linkEnded, nil
	}
	return guest{text, link.Sender}, admitted, nil
}

// admittedForm is a form as whoever asks gets it: with their organization given, if they
// have a link. Otherwise it has answered that the store does not work.
func (s *Service) admittedForm(w http.ResponseWriter, r *http.Request) (form servedForm, is admission, ok bool) {
	form, ok = s.formOf(w, r)
	if !ok {
		return form, 0, false
	}
	g, is, err := s.admit(w, r, form.kind.by)
	if err != nil {
		s.failInside(w, r, err)
		return form, 0, false
	}
	if g.sender != "" && form.kind.SenderAt != "" {
		given, err := form.Giving(form.kind.SenderAt, g.sender)
		if err != nil { // the inquiry does not ask the organization any more
			return form, linkEnded, true
		}
		form.Form = given
	}
	form.guest = g
	return form, is, true
}

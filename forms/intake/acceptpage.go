package intake

import (
	"net/http"

	"github.com/hytekit/hytekit/forms/view"
)

// getAccept asks whether a late answer should be accepted, which cannot be
// undone (WCAG 2.2, 3.3.4).
func (s *Service) getAccept(w http.ResponseWriter, r *http.Request) {
	late, ok := s.lateAnswer(w, r)
	if !ok {
		return
	}
	t := s.languageOf(r)
	v := rosterView{service: s, request: r, t: t, call: late.call}
	title := t.Text("accept.title")
	s.organizerPage(w, r, http.StatusOK, t, title,
		view.El("h1", nil, view.Text(title)),
		facts(
			fact{t.Text("roster.organization"), view.El("span", view.Attrs{languageMark(late.entry.Name, t)}, view.Text(late.entry.Name.In(t.Language())))},
			fact{t.Text("roster.deadline"), view.Text(deadlineText(t, late.call.call.Call))},
			fact{t.Text("roster.received"), moment(t, late.answer.ReceivedAt)},
			fact{t.Text("roster.representatives"), v.answer(*late.answer)}),
		view.El("p", nil, view.Text(t.Text("accept.hint"))),
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", s.organizerLink(r, "/admin/"+late.call.id()+"/accept/"+late.answer.ID))},
			view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
				view.El("button", view.Attrs{view.Attr("class", "hyte-button")}, view.Text(t.Text("accept.submit"))))),
		view.El("p", nil, view.El("a", view.Attrs{
			view.Attr("href", s.organizerLink(r, "/admin/"+late.call.id())+"#"+anchor(late.entry.Nominator)),
		}, view.Text(t.Text("accept.cancel")))))
}

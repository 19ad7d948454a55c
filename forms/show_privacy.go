package forms

import "github.com/hytekit/hytekit/forms/view"

// privacy tells the persons named and the sender what becomes of their data:
// controller, purpose, ground, recipients, retention, rights (Regulation (EU)
// 2016/679, articles 13 and 14). The ground is a task in the public interest
// (1050/2018 s.4), not the consent to be named.
func (t *tree) privacy() view.Node {
	word := func(key string) view.Node { return view.Text(t.organizerText(key)) }
	facts := []view.Node{
		t.fact("privacy.purpose", word("privacy.purpose.text")),
		t.fact("privacy.ground", word("privacy.ground.text")),
		t.fact("privacy.source", word("privacy.source.text")),
		t.fact("privacy.recipients", word("privacy.recipients.text")),
	}
	notice := view.Node{}
	if p := t.call.Call.PrivacyNotice; p != nil {
		facts = append([]view.Node{
			t.fact("privacy.controller", t.text(p.Controller)),
			t.fact("privacy.contact", email(p.Contact)),
		}, facts...)
		facts = append(facts, t.fact("privacy.retention", t.text(p.Retention)))
		notice = view.El("p", nil, t.link(p.URL, "privacy.notice"))
	}
	facts = append(facts, t.fact("privacy.rights", view.Group(word("privacy.rights.text"), view.Text(" "),
		view.El("a", view.Attrs{view.Attr("href", t.catalog.Text("privacy.authority.url"))}, word("privacy.authority")))))
	return view.El("details", view.Attrs{view.Attr("class", "hyte-details")},
		view.El("summary", nil, word("privacy.title")),
		view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")}, facts...),
		notice)
}

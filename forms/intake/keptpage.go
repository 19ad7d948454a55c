package intake

import (
	"net/http"

	"github.com/hytekit/hytekit/forms/view"
)

// keptPage is a page on which the sender of a document that is kept does something about
// it.
type keptPage struct {
	*Service
	w    http.ResponseWriter
	r    *http.Request
	form servedForm
	kept Record
	path func(language string) string // of the page in a language, beneath the service's
}

// say is a text of the page, in the words of the kind if it has any.
func (b *keptPage) say(key string) string {
	return b.form.kind.wording(b.words.in(b.form.Language()), key)
}

// show answers with the page.
func (b *keptPage) show(status int, heading, title string, body ...view.Node) {
	t, k := b.words.in(b.form.Language()), b.form.kind
	b.embeddable(b.w, b.r)
	header := []view.Node{
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", b.link("/"))}, view.Text(t.Text("service.title")))),
		b.languages(k.by.pages.codes, b.form.Language(), func(code string) string { return b.link(b.path(code)) }),
	}
	body = append([]view.Node{
		view.El("h1", nil, view.Text(heading)), view.El("p", nil, b.form.Words().Text(k.by.inquiry.Title())),
	}, body...)
	b.writePage(b.w, b.r, status, b.shell(t, title, b.framed(b.w, b.r), header, body))
}

// tell answers with a page that only says something: the keys of its title and its text.
func (b *keptPage) tell(status int, title, text string) {
	b.show(status, b.say(title), b.say(title), paragraph(b.say(text)))
}

func paragraph(text string) view.Node { return view.El("p", nil, view.Text(text)) }

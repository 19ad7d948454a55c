package statement

import (
	"cmp"
	"embed"
	"strings"
	"sync"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

//go:embed texts/*.json
var wordFiles embed.FS

var catalogs = sync.OnceValue(func() texts.Set { return texts.MustRead(wordFiles, "texts") })

// Texts are the words by language, without those that all forms share.
func Texts() texts.Set { return catalogs() }

// Page is the statement in a language, as the content of a page.
type Page struct {
	*Statement
	words *texts.Catalog
}

// In is the page in a language. Where there are no words in it, they are Finnish.
func (s *Statement) In(language string) *Page {
	return &Page{s, Texts().Over(texts.Common()).For(language)}
}

// Language is that of the page's words.
func (p *Page) Language() string { return p.words.Language() }

// Title is the heading of the page.
func (p *Page) Title() string { return p.words.Text("statement.title") }

// Body is what stands below the heading.
func (p *Page) Body() view.Node {
	return view.Group(
		p.sentence("statement.intro"),
		p.with("statement.organization", "organization", p.said(p.Organization)),
		p.with("statement.scope", "service", p.said(p.Service), "date", p.day(p.Prepared), "updated", p.day(p.Reviewed)),
		p.heading("state"),
		p.sentence("statement.state."+string(p.Status)),
		p.shortcomings(),
		p.heading("basis"),
		p.with("statement.assessed", "date", p.day(p.Assessment.On)),
		p.assessor(),
		p.heading("feedback"),
		p.feedback(),
		p.heading("supervision"),
		p.with("statement.supervision", "authority", view.El("a", view.Attrs{view.Attr("href", p.Authority.URL.In(p.words.Language()))}, p.said(p.Authority.Name))),
		p.reach(p.Authority.Email, p.Authority.Telephone))
}

func (p *Page) heading(name string) view.Node {
	return view.El("h2", nil, view.Text(p.words.Text("statement.heading."+name)))
}

func (p *Page) sentence(key string, args ...string) view.Node {
	return view.El("p", nil, view.Text(p.words.Text(key, args...)))
}

// with is a sentence with nodes, texts and links, in its places: names and nodes in turn.
func (p *Page) with(key string, places ...any) view.Node {
	text := p.words.Text(key)
	var children []view.Node
	for text != "" {
		open, rest, found := strings.Cut(text, "{")
		children = append(children, view.Text(open))
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		for i := 0; i+1 < len(places); i += 2 {
			if places[i] == name {
				children = append(children, places[i+1].(view.Node))
			}
		}
		text = after
	}
	return view.El("p", nil, children...)
}

// said is a text of the file, marked if it is in another language than the page (WCAG 2.2,
// 3.1.2).
func (p *Page) said(t hyte.Text) view.Node {
	spoken := t.Language(p.words.Language())
	if spoken == p.words.Language() {
		return view.Text(t.In(spoken))
	}
	return view.El("span", view.Attrs{view.Maybe("lang", spoken)}, view.Text(t.In(spoken)))
}

// day is a date of the file in words. [Read] has let no other than a date pass.
func (p *Page) day(text string) view.Node {
	date, err := civil.Parse(text)
	if err != nil {
		return view.Text(text)
	}
	return view.El("time", view.Attrs{view.Attr("datetime", text)}, view.Text(p.words.Date(date)))
}

// shortcomings are told by the reason, as in the model.
func (p *Page) shortcomings() view.Node {
	if len(p.Shortcomings) == 0 {
		return view.Node{}
	}
	told := []view.Node{p.heading("shortcomings")}
	for _, why := range []Why{Requirement, Burden, Scope} {
		var items []view.Node
		for i := range p.Shortcomings {
			if s := &p.Shortcomings[i]; s.reason() == why {
				items = append(items, p.shortcoming(s))
			}
		}
		if len(items) > 0 {
			told = append(told, view.El("h3", nil, view.Text(p.words.Text("statement.why."+string(why)))), view.El("ul", nil, items...))
		}
	}
	return view.Group(told...)
}

func (p *Page) shortcoming(s *Shortcoming) view.Node {
	item := []view.Node{view.El("p", nil, p.said(s.What))}
	if len(s.Criteria) > 0 {
		item = append(item, p.sentence("statement.criteria", "criteria", strings.Join(s.Criteria, ", ")))
	}
	if len(s.Alternative) > 0 {
		item = append(item, p.with("statement.alternative", "text", p.said(s.Alternative)))
	}
	if s.By != "" {
		item = append(item, p.with("statement.by", "date", p.day(s.By)))
	}
	return view.El("li", nil, item...)
}

func (p *Page) assessor() view.Node {
	if len(p.Assessment.Assessor) == 0 {
		return p.sentence("statement.basis.own")
	}
	return p.with("statement.basis", "assessor", p.said(p.Assessment.Assessor))
}

// feedback leads to the address where somebody answers (306/2019 s.10).
func (p *Page) feedback() view.Node {
	address := p.Feedback.URL.In(p.words.Language())
	link := view.Node{}
	if p.Feedback.Email != "" {
		link = p.mail(p.Feedback.Email)
	} else {
		link = view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(address))
	}
	further := view.Node{}
	if p.Feedback.Email != "" && address != "" {
		further = view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(address)))
	}
	return view.Group(p.with("statement.feedback", "contact", link), further, p.reach("", p.Feedback.Telephone))
}

func (p *Page) mail(address string) view.Node {
	letter := view.Letter{To: address, Subject: p.words.Text("statement.subject", "service", p.Service.In(p.words.Language()))}
	return view.El("a", view.Attrs{view.Attr("href", letter.URL())}, view.Text(address))
}

// reach are further ways to reach somebody.
func (p *Page) reach(email, telephone string) view.Node {
	if cmp.Or(email, telephone) == "" {
		return view.Node{}
	}
	var items []view.Node
	if email != "" {
		items = append(items, view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", view.Mailto(email))}, view.Text(email))))
	}
	if telephone != "" {
		items = append(items, view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", view.Tel(telephone))}, view.Text(texts.Telephone(telephone)))))
	}
	return view.El("ul", nil, items...)
}

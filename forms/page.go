package forms

import (
	"strconv"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// PageOptions are what a whole page has around the form. The zero value makes a
// page that needs nothing else: no styles, no script, one language.
type PageOptions struct {
	// Stylesheet is the address of the styles of package style.
	Stylesheet string
	// Styles are the styles themselves, in place of their address: a browser
	// then shows the page one round trip earlier. A policy lets those of package
	// style in by their hash, see style.Hash. A "<" in them panics.
	Styles string
	// Head are further nodes of the head: link, meta and script elements.
	Head []view.Node
	// Mount puts the form into an element that a script takes over; nil leaves
	// it as it is.
	Mount func(form view.Node) view.Node
	// LanguageURL gives the address of the same page in another of the inquiry's
	// languages; nil shows no choice of languages.
	LanguageURL func(language string) string
	// Brand stands at the top of the page, in the place of the organizer's name; nothing
	// leaves that.
	Brand view.Node
	// Before stands above the form, outside of what the script takes over.
	Before view.Node
	// SeriesURL is the address of the page on which the inquiry is answered together with
	// the others of its [Series], SeriesCount how many those are; empty shows no link.
	SeriesURL   string
	SeriesCount int
	// AccessibilityURL is the address of the accessibility statement (306/2019);
	// empty shows no link.
	AccessibilityURL string
}

// Page is the whole page of the form.
func (f *Form) Page(o PageOptions, v View) view.Node {
	return f.page(&o, f.Title(v), f.Tree(v), f.languageWay(&v))
}

// ReceiptPage is the whole page of a receipt.
func (f *Form) ReceiptPage(o PageOptions, v ReceiptView) view.Node {
	return f.page(&o, f.ReceiptTitle(v.Receipt), f.Receipt(v), nil)
}

// PageBeside is a page beside the form's with other content, such as an accessibility
// statement.
func (f *Form) PageBeside(o PageOptions, title string, content view.Node) view.Node {
	return f.page(&o, title, content, nil)
}

const mainID = "hyte-main"

func (f *Form) page(o *PageOptions, title string, content view.Node, way *languageWay) view.Node {
	if o.Mount != nil {
		content = o.Mount(content)
	}
	head := []view.Node{view.El("meta", view.Attrs{view.Attr("name", "robots"), view.Attr("content", "noindex")})}
	if o.Stylesheet != "" {
		head = append(head, view.El("link", view.Attrs{view.Attr("rel", "stylesheet"), view.Attr("href", o.Stylesheet)}))
	}
	if o.Styles != "" {
		head = append(head, view.Style(o.Styles))
	}
	return view.Document(f.Language(), title, append(head, o.Head...),
		view.El("div", view.Attrs{view.Attr("class", "hyte-page")},
			view.El("a", view.Attrs{view.Attr("class", "hyte-skip"), view.Attr("href", "#"+mainID)}, view.Text(f.words.Say("page.skip"))),
			view.El("header", view.Attrs{view.Attr("class", "hyte-header")},
				f.brand(o),
				f.languages(o.LanguageURL, way)),
			view.El("main", view.Attrs{view.Attr("id", mainID), view.Attr("tabindex", "-1")}, f.seriesLink(o), o.Before, content),
			f.footer(o)))
}

// brand is whose page it is.
func (f *Form) brand(o *PageOptions) view.Node {
	if !o.Brand.IsNothing() {
		return o.Brand
	}
	return view.El("p", nil, f.words.Text(f.Inquiry().Organizer().Name))
}

// seriesLink leads to the page for all inquiries of a letter.
func (f *Form) seriesLink(o *PageOptions) view.Node {
	if o.SeriesURL == "" {
		return view.Node{}
	}
	return view.El("p", view.Attrs{view.Attr("class", "hyte-link")}, view.El("a", view.Attrs{view.Attr("href", o.SeriesURL)},
		view.Text(f.words.Say("series.link", "count", strconv.Itoa(o.SeriesCount)))))
}

// languageWay is how a page with a form leads to the same in another language: by a
// button of the form, so that what was typed goes along.
type languageWay struct {
	first view.Node // what the Enter key presses in place of the button
}

func (f *Form) languageWay(v *View) *languageWay {
	t := f.newTree(v)
	if !t.isShown() || v.Handover {
		return nil
	}
	return t.languageWay()
}

func (t *tree) languageWay() *languageWay {
	return &languageWay{first: view.If(t.isOpen(), t.firstButton(view.Attr("form", formID)))}
}

// to leads to an address in a language.
func (w *languageWay) to(address, language string, name view.Node) view.Node {
	lang := view.Attr("lang", language)
	if w == nil {
		return view.El("a", view.Attrs{view.Attr("href", address), lang, view.Attr("hreflang", language)}, name)
	}
	return view.El("button", view.Attrs{
		view.Attr("class", "hyte-change"), view.Attr("type", "submit"), view.Attr("form", formID), view.Attr("formaction", address),
		view.Flag("formnovalidate", true), view.Attr("name", LanguageName), view.Attr("value", language), lang,
	}, name)
}

// languages lead to the page in the inquiry's other languages, each in its
// own words.
func (f *Form) languages(address func(string) string, way *languageWay) view.Node {
	if address == nil || len(f.Inquiry().Languages()) < 2 {
		return view.Node{}
	}
	first := view.Node{}
	if way != nil {
		first = way.first
	}
	return view.El("nav", view.Attrs{view.Attr("aria-label", f.words.Say("language.choose"))}, first,
		view.El("ul", nil, view.Each(f.Inquiry().Languages(), func(language string) view.Node {
			catalog := texts.For(language)
			name := view.Text(catalog.Text("language.name"))
			switch {
			case catalog.Language() != language:
				return view.Node{} // no page is in a language without a catalog
			case language == f.Language():
				return view.El("li", nil, view.El("span", view.Attrs{view.Attr("aria-current", "true")}, name))
			default:
				return view.El("li", nil, way.to(address(language), language, name))
			}
		})))
}

// LanguageBar is the choice of languages for a form that stands without a page of its own, in
// that of another site; nothing if there is no other language. It leads to the page in the
// other language with all that was typed, or a script changes the language in place.
func (f *Form) LanguageBar(address func(language string) string, v View) view.Node {
	nav := f.languages(address, f.languageWay(&v))
	return view.If(!nav.IsNothing(), view.El("div", view.Attrs{view.Attr("class", "hyte-page hyte-inline"), view.Attr("lang", f.Language())},
		view.El("div", view.Attrs{view.Attr("class", "hyte-header")}, nav)))
}

func (f *Form) footer(o *PageOptions) view.Node {
	var items []view.Node
	if p := f.Inquiry().Privacy(); p != nil {
		items = append(items, view.El("li", nil, f.words.link(p.URL, "privacy.notice")))
	}
	if o.AccessibilityURL != "" {
		items = append(items, view.El("li", nil, f.words.link(hyte.Text{f.Language(): o.AccessibilityURL}, "page.accessibility")))
	}
	if len(items) == 0 {
		return view.Node{}
	}
	return view.El("footer", view.Attrs{view.Attr("class", "hyte-footer")}, view.El("ul", nil, items...))
}

package bundle

import (
	"path"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/internal/fingerprint"
)

// addLooks adds the styles of the pages and the pictures of the brand. A form within a page
// of another site has the looks of that, and none of the brand's.
func (b *builder) addLooks() error {
	b.style = b.addNamed("form.css", []byte(style.CSS()))
	b.pageStyle = b.style
	if own := b.options.Brand.CSS(); own != "" {
		b.pageStyle = b.addNamed("page.css", []byte(style.CSS()+own))
	}
	b.pictures = map[*brand.Picture]string{}
	for _, p := range b.options.Brand.Pictures() {
		b.pictures[p] = b.addNamed("logo"+path.Ext(p.Name), p.Content)
	}
	return nil
}

// addNamed adds a file under a name that changes with its content, and returns its address.
func (b *builder) addNamed(name string, data []byte) string {
	address := assets + fingerprint.Name(name, data)
	if !b.has(address) { // a logo may be the same in both schemes
		b.addPacked(address, data)
	}
	return address
}

func (b *builder) brand(language string) view.Node {
	return b.options.Brand.Node(language, func(p *brand.Picture) string { return b.pictures[p] })
}

// statementName is the page with the accessibility statement in a language.
func statementName(language string) string { return language + ".accessibility.html" }

// statementAddress is that of the accessibility statement; empty if there is none.
func (b *builder) statementAddress(language string) string {
	if b.options.Statement == nil {
		return b.options.AccessibilityStatement.In(language)
	}
	return statementName(language)
}

// addStatement makes the page of the accessibility statement, which leads back to the form.
func (b *builder) addStatement(form *forms.Form) {
	if b.options.Statement == nil {
		return
	}
	language, statement := form.Language(), b.options.Statement.In(form.Language())
	o := b.around(language)
	o.LanguageURL = statementName
	o.Before = view.El("p", view.Attrs{view.Attr("class", "hyte-link")},
		view.El("a", view.Attrs{view.Attr("href", pageName(language))}, view.Text(form.Title(forms.View{}))))
	content := view.El("div", view.Attrs{view.Attr("class", "hyte"), view.Attr("lang", statement.Language())},
		view.El("h1", nil, view.Text(statement.Title())), statement.Body())
	b.addPacked(statementName(language), view.AppendHTML(nil, form.PageBeside(o, statement.Title(), content)))
}

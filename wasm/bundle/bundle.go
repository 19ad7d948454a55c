// Package bundle makes a folder with the form of an inquiry that any web server can
// serve as it is, without a program of ours behind it. The form checks answers
// with the same rules and hands them to whoever filled it in: by email, as a
// file and a printout.
//
// Every address in it is relative, so that it works from any folder of a site.
// Nothing is loaded from elsewhere, nor once the form is there, but for another language.
package bundle

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/wasm"
)

// Why [Make] refuses an inquiry.
var (
	// ErrLanguage means that it has no language in which there are texts.
	ErrLanguage = errors.New("bundle: the inquiry has no language in which there are texts")
	// ErrHandover means that answers of the kind go by way of a service only.
	ErrHandover = errors.New("bundle: the form does not say where an answer goes that no service receives")
)

// Options say what a bundle is made for. Kind and Widget are needed; the zero value of
// every other field will do.
type Options struct {
	// Kind is the kind of response whose form it is.
	Kind intake.Kind
	// Schemas are the kinds of documents whose JSON Schemas are in the folder, for
	// those who make or check answers by program: documents of the inquiry only.
	Schemas schema.Kinds
	// Widget is what checks the answers.
	Widget wasm.Widget
	// Now is when the folder is made, which its calendars tell. The zero value is the year 1.
	Now time.Time
	// Hosts are the origins of other sites whose pages may show the form in a
	// frame. Without any, those that the inquiry lists may.
	Hosts []string
	// BaseURL is the address at which the folder will be, such as
	// "https://www.example.fi/hyte": for the lines to copy in its README, and for
	// the script for other pages. Without it the script knows only what its own
	// tag says.
	BaseURL string
	// AccessibilityStatement is the address of the accessibility statement
	// (306/2019) by language, to which every page links.
	AccessibilityStatement hyte.Text
	// Statement is the accessibility statement that the folder itself shows, and to which
	// every page links in the place of that address; nil is none.
	Statement *statement.Statement
	// Brand is the name, the logo and the colors of whoever puts the folder on a site, on
	// every page but for the form within a page of another site.
	Brand brand.Brand
}

// File is one file of a bundle. Its name has slashes between folders.
type File struct {
	Name string
	Data []byte
}

const assets = "assets/"

// Make returns the files, sorted by name. The same inquiry, widget and options
// make the same files. Errors are [ErrLanguage], [ErrHandover], those of reading the
// widget, and one that wraps [wasm.ErrNoWidget]: nothing would check the answers.
func Make(inquiry intake.Inquiry, o Options) ([]File, error) {
	if o.Kind.Form == nil || o.Kind.Form.Handover == nil {
		return nil, ErrHandover
	}
	if o.Widget.Files() == nil {
		return nil, fmt.Errorf("bundle: a form without a service needs the widget: %w", wasm.ErrNoWidget)
	}
	if len(o.Hosts) == 0 {
		o.Hosts = inquiry.EmbedHosts()
	}
	b := builder{inquiry: inquiry, options: o}
	for _, step := range []func() error{b.addAssets, b.addLooks, b.addPages, b.addSchemas, b.addHosts, b.addReadme} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	b.addIntegrity()
	slices.SortFunc(b.files, func(x, y File) int { return cmp.Compare(x.Name, y.Name) })
	return b.files, nil
}

type builder struct {
	inquiry   intake.Inquiry
	options   Options
	registry  string // where answers go
	style     string // address of the styles
	pageStyle string // the same for whole pages, with those of the brand
	pictures  map[*brand.Picture]string
	languages []string // of the pages
	files     []File
}

// addPages makes the page of each language, its form alone for pages that take
// it in, and what the widget makes the form from. The page of the inquiry's first
// language is also the one that the folder shows.
func (b *builder) addPages() error {
	for _, language := range forms.Languages(b.inquiry.Languages()) {
		form, err := b.options.Kind.InLanguage(b.inquiry, language)
		if err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		if form, err = b.reminding(form); err != nil {
			return err
		}
		config, err := form.Config()
		if err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		v := forms.View{Handover: true}
		page := view.AppendHTML(nil, form.Page(b.pageOptions(language, v), v))
		b.addPacked(language+".json", config)
		b.addPacked(pageName(language), page)
		alone := view.Group(form.LanguageBar(pageName, v), b.mount(language, v, b.style, form.Tree(v)))
		b.addPacked(language+".fragment.html", view.AppendHTML(nil, alone))
		b.addStatement(form)
		if len(b.languages) == 0 {
			b.addPacked("index.html", page)
			b.registry = form.HandsOver(form.NewState()).To
		}
		b.languages = append(b.languages, language)
	}
	if len(b.languages) == 0 {
		return ErrLanguage
	}
	return nil
}

// pageName is the name of the page in a language.
func pageName(language string) string { return language + ".html" }

func (b *builder) pageOptions(language string, v forms.View) forms.PageOptions {
	widget, o := b.options.Widget, b.around(language)
	o.Head = slices.Concat(o.Head, widget.Head(assets), widget.Preload(assets))
	o.Mount = func(tree view.Node) view.Node { return b.mount(language, v, "", tree) }
	o.LanguageURL = pageName
	return o
}

// around is what every page has around its content.
func (b *builder) around(language string) forms.PageOptions {
	return forms.PageOptions{
		Stylesheet:       b.pageStyle,
		Head:             b.options.Widget.Frame(assets, b.options.Hosts),
		Brand:            b.brand(language),
		AccessibilityURL: b.statementAddress(language),
	}
}

// mount puts a form into the element that the widget takes over. There is no
// endpoint: nothing is sent.
func (b *builder) mount(language string, v forms.View, style string, tree view.Node) view.Node {
	return b.options.Widget.Mount(assets, wasm.Settings{Config: language + ".json", State: v.Findings(), Style: style}, tree)
}

func (b *builder) addSchemas() error {
	for _, kind := range b.options.Schemas {
		text, err := kind.For(b.inquiry, schema.Options{})
		if err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		b.addPacked("schemas/"+kind.Document().Name()+".schema.json", text)
	}
	return nil
}

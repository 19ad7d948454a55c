// Package bundle makes a folder with the form of a call that any web server can
// serve as it is, without a program of ours behind it. The form checks answers
// with the same rules and hands them to whoever filled it in: as an e-mail, a
// file and a printout.
//
// Every address in it is relative, so that it works from any folder of a site,
// and nothing is loaded from elsewhere or once the form is there.
package bundle

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/wasm"
)

// What [Make] refuses. The errors come wrapped.
var (
	// ErrNoWidget: without it nothing would check the answers.
	ErrNoWidget = errors.New("bundle: a form without a service needs the widget, and there is none; run go run ./wasm/build")
	// ErrLanguage: the call has no language in which there are texts.
	ErrLanguage = errors.New("bundle: the call has no language in which there are texts")
)

// Options say what a bundle is made for. Widget is needed; the zero value of
// every other field will do.
type Options struct {
	// Widget is what checks the answers.
	Widget wasm.Widget
	// Hosts are the origins of other sites whose pages may show the form in a
	// frame. Without any, those that the call lists may.
	Hosts []string
	// BaseURL is the address at which the folder will be, for the lines to copy
	// in its README, such as "https://www.example.fi/hyte".
	BaseURL string
	// AccessibilityStatement is the address of the accessibility statement
	// (306/2019) by language, to which every page links.
	AccessibilityStatement hyte.Text
}

// File is one file of a bundle. Its name has slashes between folders.
type File struct {
	Name string
	Data []byte
}

const assets = "assets/"

// Make returns the files, sorted by name. The same call, widget and options
// make the same files. Errors are [ErrNoWidget], [ErrLanguage] and those of
// reading the widget.
func Make(call *hyte.ResolvedCall, o Options) ([]File, error) {
	if o.Widget.Files() == nil {
		return nil, ErrNoWidget
	}
	if len(o.Hosts) == 0 {
		o.Hosts = call.Call.EmbedHosts
	}
	b := builder{call: call, options: o}
	for _, step := range []func() error{b.addAssets, b.addPages, b.addSchemas, b.addHosts, b.addReadme} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	b.addIntegrity()
	slices.SortFunc(b.files, func(x, y File) int { return cmp.Compare(x.Name, y.Name) })
	return b.files, nil
}

type builder struct {
	call      *hyte.ResolvedCall
	options   Options
	style     string   // address of the styles
	languages []string // of the pages
	files     []File
}

// addPages makes the page of each language, its form alone for pages that take
// it in, and what the widget makes the form from. The page of the call's first
// language is also the one that the folder shows.
func (b *builder) addPages() error {
	for _, language := range b.call.Call.Languages {
		if !slices.Contains(texts.Languages(), language) {
			continue
		}
		form, err := forms.InLanguage(b.call, language)
		if err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		config, err := form.Config()
		if err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		v := forms.View{Handover: true}
		page := view.AppendHTML(nil, form.Page(b.pageOptions(language, v), v))
		b.addPacked(language+".json", config)
		b.addPacked(language+".html", page)
		b.addPacked(language+".fragment.html", view.AppendHTML(nil, b.mount(language, v, assets+b.style, form.Tree(v))))
		if len(b.languages) == 0 {
			b.addPacked("index.html", page)
		}
		b.languages = append(b.languages, language)
	}
	if len(b.languages) == 0 {
		return ErrLanguage
	}
	return nil
}

func (b *builder) pageOptions(language string, v forms.View) forms.PageOptions {
	widget := b.options.Widget
	return forms.PageOptions{
		Stylesheet:       assets + b.style,
		Head:             slices.Concat(widget.Frame(assets, b.options.Hosts), widget.Head(assets), widget.Preload(assets)),
		Mount:            func(tree view.Node) view.Node { return b.mount(language, v, "", tree) },
		LanguageURL:      func(other string) string { return other + ".html" },
		AccessibilityURL: b.options.AccessibilityStatement.In(language),
	}
}

// mount puts a form into the element that the widget takes over. There is no
// endpoint: nothing is sent.
func (b *builder) mount(language string, v forms.View, style string, tree view.Node) view.Node {
	return b.options.Widget.Mount(assets, wasm.Settings{Config: language + ".json", State: v.Findings(), Style: style}, tree)
}

// addSchemas adds the JSON Schemas of the call's documents, for those who make
// or check answers by program.
func (b *builder) addSchemas() error {
	for _, name := range schema.Names() {
		text, err := schema.ForCall(b.call, name)
		if err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		b.addPacked("schemas/"+name+".schema.json", text)
	}
	return nil
}

package bundle

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"net/url"
	"strings"
	"text/template"

	"github.com/hytekit/hytekit/internal/fingerprint"
)

// samples are pages of a site that show the form, and the README.
//
//go:embed templates/*.html templates/README.md
var samples embed.FS

// host is what the samples and the README say.
type host struct {
	Kind      string // of the inquiry
	ID        string // of the inquiry
	Title     string
	Language  string // of the samples
	Link      string // the words of the plain link
	Base      string // address of the folder, with a slash at its end
	Origin    string // of the folder's address
	Known     bool   // whether the address is the folder's own
	Path      string // of the folder's address, with a slash at its end
	Page      string // name of the page
	Integrity string // of the script
	Policy    string // Content-Security-Policy of the folder
	Hosts     []string
	Languages []string
	Registry  string
	Statement bool // whether the folder has the accessibility statement
}

const placeholder = "https://www.example.fi/hyte/"

// policy is the one under which the folder works, up to who may show its pages.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
	"frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors "

func (b *builder) host() host {
	language := b.languages[0]
	title := b.inquiry.Title().In(language)
	base := placeholder
	if b.options.BaseURL != "" {
		base = strings.TrimRight(b.options.BaseURL, "/") + "/"
	}
	h := host{
		Kind: b.inquiry.Kind().Name(), ID: b.inquiry.ID(), Title: title, Language: language, Link: title,
		Base: base, Page: language + ".html", Integrity: fingerprint.Integrity(b.find(embedScript)),
		Policy: policy + strings.Join(append([]string{"'self'"}, b.options.Hosts...), " "), Hosts: b.options.Hosts,
		Known: originOf(b.options.BaseURL) != "", Languages: b.languages, Registry: b.registry, Statement: b.options.Statement != nil,
	}
	if u, err := url.Parse(base); err == nil {
		h.Origin, h.Path = originOf(base), u.EscapedPath()
	}
	return h
}

// addHosts adds pages as sites would have them, to try the form with.
func (b *builder) addHosts() error {
	pages, err := htmltemplate.ParseFS(samples, "templates/*.html")
	if err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	for _, page := range pages.Templates() {
		var out bytes.Buffer
		if err := page.Execute(&out, b.host()); err != nil {
			return fmt.Errorf("bundle: %w", err)
		}
		b.add("samples/"+page.Name(), out.Bytes())
	}
	return nil
}

func (b *builder) addReadme() error {
	readme, err := template.ParseFS(samples, "templates/README.md")
	if err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	var out bytes.Buffer
	if err := readme.Execute(&out, b.host()); err != nil {
		return fmt.Errorf("bundle: %w", err)
	}
	b.add("README.md", out.Bytes())
	return nil
}

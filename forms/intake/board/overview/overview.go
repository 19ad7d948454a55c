// Package overview is the organizer's page of the whole cooperation: open requests, events
// ahead, who sits where, duties of the year, and what plans lack.
package overview

import (
	"embed"
	"iter"
	"slices"
	"sync"

	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/overview"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	stands "github.com/hytekit/hytekit/hyte/overview"
)

// wordFiles are the texts of the page, one catalog per language.
//
//go:embed texts/*.json
var wordFiles embed.FS

var loadWords = sync.OnceValue(func() texts.Set { return texts.MustRead(wordFiles, "texts") })

// The paths of the pages.
const (
	pagePath  = "overview"
	printPath = "overview/print.html"
	dataPath  = "overview/overview.json"
)

// Documents are what the overview knows besides the inquiries that the service has.
type Documents struct {
	// Folder are the documents; nil for none. Of a call or an event that is served, the
	// service knows better.
	Folder *folder.Folder
	// Incomplete says that documents were left out because they have errors.
	Incomplete bool
}

// Pages are the page, a shorter one that prints on two sheets, and the same as JSON.
func Pages(documents Documents) []intake.OrganizerPage {
	if documents.Folder == nil {
		documents.Folder = &folder.Folder{}
	}
	link := hyte.Text{}
	for code, words := range loadWords() {
		link[code] = words.Text("link")
	}
	return []intake.OrganizerPage{
		{Path: pagePath, Link: link, Get: documents.page},
		{Path: printPath, Get: documents.print},
		{Path: dataPath, Get: documents.data},
	}
}

// page shows all.
func (d Documents) page(r *intake.Room) {
	o, ok := d.now(r)
	if !ok {
		return
	}
	own, words := loadWords().For(r.Language()), overview.In(r.Language())
	served := map[string]bool{}
	for _, i := range r.Inquiries() {
		served[i.ID()] = true
	}
	title := words.Title(o)
	r.Page(title,
		r.Back(),
		view.El("h1", nil, view.Text(title)),
		view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(own.Text("made"))),
		view.If(d.Incomplete, view.El("div", view.Attrs{view.Attr("class", "hyte-notice")}, view.El("p", nil, view.Icon(icon.Warning), view.Text(own.Text("incomplete"))))),
		view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
			file(r, printPath, own.Text("print")), file(r, dataPath, own.Text("data"))),
		words.Parts(o, func(id string) string {
			if !served[id] {
				return ""
			}
			return r.Link(id)
		}))
}

func file(r *intake.Room, path, text string) view.Node {
	return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", r.Link(path)), view.Attr("download", "")}, view.Text(text)))
}

// print is a file: a page with its style in it, which the pages of the service do not allow.
func (d Documents) print(r *intake.Room) {
	if o, ok := d.now(r); ok {
		r.File("overview-"+o.At.String()+".html", "text/html; charset=utf-8", view.AppendHTML(nil, overview.In(r.Language()).Page(o)))
	}
}

func (d Documents) data(r *intake.Room) {
	if o, ok := d.now(r); ok {
		r.JSON("overview-"+o.At.String()+".json", o)
	}
}

// now is how things stand on the day of the request, or it has answered that this cannot be
// known.
func (d Documents) now(r *intake.Room) (*stands.Overview, bool) {
	all, err := d.withServed(r)
	if err == nil {
		var o *stands.Overview
		if o, err = stands.Of(all, civil.Of(r.Now().In(hyte.Helsinki()))); err == nil {
			return o, true
		}
	}
	r.Fail(err)
	return nil, false
}

// recipient is the ledger of a call, host that of an event.
type (
	recipient interface {
		Received(iter.Seq2[intake.Record, error]) ([]hyte.Received, error)
	}
	host interface{ Registered() event.Numbers }
)

// withServed are the documents, and in place of those that are served what the service has
// of them now.
func (d Documents) withServed(r *intake.Room) (*folder.Folder, error) {
	now, served := &folder.Folder{Registered: map[string]event.Numbers{}}, map[string]bool{}
	for _, i := range r.Inquiries() {
		now.Add(i)
		served[i.ID()] = true
		ledger, err := r.LedgerOf(i.ID())
		if err != nil {
			return nil, err
		}
		if has, ok := ledger.(recipient); ok {
			received, err := has.Received(r.RecordsOf(i.ID()))
			if err != nil {
				return nil, err
			}
			now.AddReceived(i.ID(), received...)
		}
		if has, ok := ledger.(host); ok && takes(i, event.RegistrationKind()) {
			now.Registered[i.ID()] = has.Registered()
		}
	}
	for _, c := range d.Folder.Calls {
		if !served[c.ID()] {
			now.Add(c)
			now.AddReceived(c.ID(), d.Folder.Received[c.ID()]...)
		}
	}
	for _, e := range d.Folder.Events {
		if !served[e.ID] {
			now.Add(e)
		}
	}
	for _, b := range d.Folder.Bodies {
		now.Add(b)
	}
	for _, p := range d.Folder.Plans {
		now.Add(p)
	}
	return now, nil
}

func takes(i intake.Inquiry, kind *document.Kind) bool { return slices.Contains(i.Responses(), kind) }

package intake

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// Board is the organizer's pages of one inquiry: what has been received, and what it
// means together. It is used by several goroutines at once.
type Board interface {
	// Ledger is an empty ledger, from which all others of the inquiry come.
	Ledger() Ledger
	// Card are the facts that the overview of all inquiries tells of this one.
	// Its errors are those of the store.
	Card(d *Desk) ([]board.Fact, error)
	// Pages are the pages and files, always the same ones.
	Pages() []Page
}

// Ledger is what an inquiry has received, and what that means together. After Close
// it does not change, and several goroutines read it at once.
type Ledger interface {
	// Add takes the next record, in order of arrival.
	Add(Record)
	// Close comes after the last record. What it takes long to find out waits until
	// somebody asks: most often more is received before.
	Close()
	// Next is an open ledger of the same records, to which those are added that have come
	// since. It is called at most once, after Close, and does not change the closed one,
	// which may be read meanwhile: the work should be that of what is new.
	Next() Ledger
}

// Understanding is a [Ledger] that need not decode a document anew which the service has
// just read.
type Understanding interface {
	// AddRead is Add of a record whose document is known as what it was read as: a pointer
	// to the kind's struct, which nobody changes.
	AddRead(r Record, document any)
}

// Limiter is a [Board] with room for so many documents only, such as that of an event with
// places.
type Limiter interface {
	// Limits reports whether there is room for so many documents of the kind only.
	Limits(kind *document.Kind) bool
	// Refuse says why there is no room for a valid document after what has been received;
	// nothing if there is. The document is a pointer to the kind's struct.
	Refuse(l Ledger, kind *document.Kind, document any) hyte.Violations
	// Notice tells whoever is about to fill in the form of the kind, in a language, for what
	// there is no room left; empty if there is for all.
	Notice(l Ledger, kind *document.Kind, language string) string
}

// limiter is the board, where it has room for so many documents of the kind only.
func (k *taken) limiter() (Limiter, bool) {
	l, ok := k.by.board.(Limiter)
	return l, ok && l.Limits(k.Form.Document)
}

// Teller is a [Ledger] that knows what a document meant among the others.
type Teller interface {
	// Tell adds to the receipt of a document what became of it when it arrived. Of one
	// that is not in the ledger it tells nothing.
	Tell(*forms.Receipt)
}

// Remembering is a [Ledger] that knows the ids of what it has got: a document is found by its
// reference without reading all records then.
type Remembering interface {
	// IDs are the ids of all documents that were added. Others may be among them.
	IDs() iter.Seq[string]
}

// Displacer is a [Ledger] that knows whose answers a document displaced or contests.
type Displacer interface {
	// Displaced are the ids of the records whose place the record with the id took when it
	// arrived, or would take if the organizer says so. Of one that is not in the ledger
	// there are none.
	Displaced(id string) []string
}

// Confirmer is a [Ledger] of documents that may count only when their sender has confirmed
// them.
type Confirmer interface {
	// Released is the id of the document that waited to be confirmed until the record with
	// the id came: its confirmation, or the organizer's acceptance. Empty: none did.
	Released(id string) string
	// TellReleased adds to the receipt of a document what became of it when it waited no
	// longer, and reports whether that has come.
	TellReleased(*forms.Receipt) bool
	// Waiting is how many documents wait to be confirmed.
	Waiting() int
}

// Page is a page or a file of a board. One of Get and Post is needed.
type Page struct {
	// Path is that beneath the inquiry's address, such as "table.csv" or
	// "accept/{id}", as of [http.ServeMux]; empty for the first page, which every
	// board has.
	Path string
	// Role is the least role that gets in; empty is [RoleRead], with a Post [RoleDecide].
	Role Role
	// Get answers with the page. It changes nothing. It is for whoever may read, and for
	// those who decide if there is also a Post: that is a page with a form.
	Get func(*Desk)
	// Post does what a button of the page stands for, for those who decide.
	Post func(*Desk)
	// Steady says that what Get answers depends on nothing but what was received, the
	// minute, the address, the language and the role. Then it is made once for all who ask.
	Steady bool
}

// least is the role that sees the page. Whoever may not send a form is not shown it.
func (p *Page) least() Role {
	if p.Post != nil {
		return cmp.Or(p.Role, RoleDecide)
	}
	return cmp.Or(p.Role, RoleRead)
}

// boardOf makes the board of an inquiry.
func (k *Kinds) boardOf(inquiry Inquiry) (Board, error) {
	for _, boardFor := range k.Boards {
		if b := boardFor(inquiry); b != nil {
			return b, nil
		}
	}
	return nil, fmt.Errorf("there is no board for inquiries of the kind %q", inquiry.Kind().Name())
}

// board makes the board of an inquiry, with what it reads.
func (s *Service) board(i *served) (err error) {
	if i.board, err = s.config.Kinds.boardOf(i.inquiry); err != nil {
		return err
	}
	i.history, i.turn = newHistory(i.id(), i.board, s.config.Store), make(chan struct{}, 1)
	_, i.tells = i.history.last.ledger.(Teller)
	_, i.understands = i.history.last.ledger.(Understanding)
	if err = i.confirms(); err != nil {
		return err
	}
	for _, k := range i.taken {
		if _, counts := i.board.Ledger().(Counter); k.TakeBack != nil && !counts {
			return fmt.Errorf("documents of the kind %q can be taken back, and its board does not know which count", k.name())
		}
		if _, limits := k.limiter(); limits {
			if _, notices := s.config.Store.(Overtaken); !notices {
				return errors.New("it has room for so many answers only, and the store cannot keep the last place for one sender: it has no AppendAfter")
			}
		}
	}
	if i.desks, err = s.pagesOf(i.board); err != nil {
		return err
	}
	return i.publish()
}

// pagesOf are the pages of a board by their paths, or says which one cannot be
// served: its path would lead to a page of the service as well.
func (s *Service) pagesOf(b Board) (map[string]Page, error) {
	taken := slices.Clone(reservedPages)
	for i := range s.config.Kinds.Responses {
		taken = append(taken, s.config.Kinds.Responses[i].name())
	}
	pages := map[string]Page{}
	for _, page := range b.Pages() {
		first, _, _ := strings.Cut(page.Path, "/")
		if strings.HasPrefix(first, "{") || slices.Contains(taken, first) || page.Get == nil && page.Post == nil {
			return nil, fmt.Errorf("its board cannot have a page %q", page.Path)
		}
		pages[page.Path] = page
	}
	if pages[""].Get == nil {
		return nil, errors.New("its board has no first page")
	}
	return pages, nil
}

// getting is how a page is got; nil if it cannot be.
func (s *Service) getting(page Page) func(*Desk) {
	if page.Get == nil || !page.Steady {
		return page.Get
	}
	return func(d *Desk) { s.steady(d, page.Get) }
}

// boardRoutes serves the pages of all boards.
func (s *Service) boardRoutes() {
	paths := map[string]methods{}
	for _, i := range s.order {
		for path, page := range i.desks {
			if paths[path] == nil {
				paths[path] = methods{}
			}
			if page.Get != nil {
				paths[path][http.MethodGet] = s.organizer(page.least(), s.desk(func(i *served) func(*Desk) { return s.getting(i.desks[path]) }))
			}
			if page.Post != nil {
				paths[path][http.MethodPost] = s.ownSite(s.organizer(page.least(), s.desk(func(i *served) func(*Desk) { return i.desks[path].Post })))
			}
		}
	}
	for path, by := range paths {
		s.handle(strings.TrimSuffix("/admin/{inquiry}/"+path, "/"), by)
	}
}

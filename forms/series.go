package forms

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Series is one page on which an organization answers several inquiries of a kind at
// once, as a letter is answered that asks for members of several bodies. What the kind
// shares ([Kind.Shared]) is asked once, the rest for each inquiry, and what nobody
// fills in is not answered. Each answer is a document of its own. The page needs no
// script and has none. A Series does not change and may be used by many goroutines at
// once.
type Series struct {
	forms []*Form
}

// ErrSeries means that inquiries cannot be answered on one page. The error says why.
var ErrSeries = errors.New("forms: these inquiries cannot be answered on one page")

// seriesMember begins the names of the controls that are of one inquiry only. Its id
// and the place in the document follow.
const seriesMember = "/inquiries/"

// NewSeries is the page for several inquiries, in a language that all of them have. The
// error wraps [ErrSeries], or one of those of [InLanguage].
func NewSeries(kind *Kind, inquiries []Inquiry, language string, catalogs texts.Set) (*Series, error) {
	if len(inquiries) < 2 || kind == nil || len(kind.Shared) == 0 {
		return nil, fmt.Errorf("%w: it takes two inquiries and a kind of answer that shares some questions", ErrSeries)
	}
	s := &Series{}
	for _, inquiry := range inquiries {
		if !slices.Contains(inquiry.Languages(), language) {
			return nil, ErrLanguage
		}
		f, err := newForm(kind, inquiry, catalogs.For(language, inquiry.Languages()[0]), inquiry.ID())
		if err != nil {
			return nil, err
		}
		s.forms = append(s.forms, f)
	}
	return s, s.check()
}

// check reports shared questions that one inquiry asks and another does not, or with
// other options: one answer cannot do for both then.
func (s *Series) check() error {
	first := s.forms[0]
	for _, f := range s.forms[1:] {
		for _, pair := range [][2]*Form{{first, f}, {f, first}} {
			for place, field := range pair[0].empty.fields {
				if !first.isShared(place) {
					continue
				}
				other := pair[1].empty.fields[place]
				if other == nil || !slices.Equal(field.control.values(), other.control.values()) {
					return fmt.Errorf("%w: %s is not asked in the same way by %q and %q", ErrSeries, place, first.within, f.within)
				}
			}
		}
	}
	return nil
}

// values are those of the options, sorted: their order may follow from words.
func (c *Control) values() []string {
	var values []string
	for _, group := range c.Options {
		for _, o := range group.Options {
			values = append(values, o.Value)
		}
	}
	slices.Sort(values)
	return values
}

// Inquiries are what is answered, in the order of the page.
func (s *Series) Inquiries() []Inquiry {
	all := make([]Inquiry, len(s.forms))
	for i, f := range s.forms {
		all[i] = f.Inquiry()
	}
	return all
}

// Language is the code of the language that the page speaks.
func (s *Series) Language() string { return s.forms[0].Language() }

// SeriesPost is what a browser sent of a [Series]. See [Post].
type SeriesPost struct {
	// States are by inquiry; each has what is shared, too.
	States  []*State
	Token   string
	Changed bool
	Focus   string
	Check   bool
	Send    bool
	Save    bool // see [Series.Draft]
	Phase   Phase
	Dropped int
	Garbled int
}

// Post reads the values of a posted page, as in [net/http.Request.PostForm].
func (s *Series) Post(values map[string][]string) SeriesPost {
	readable, garbled := readable(values)
	post := SeriesPost{Garbled: garbled}
	for i, own := range s.split(readable) {
		p := s.forms[i].Post(own)
		post.States = append(post.States, p.State)
		post.Token, post.Check, post.Send = p.Token, p.Check, p.Send
		post.Dropped += p.Dropped
		if p.Changed {
			post.Changed, post.Focus = true, p.Focus
		}
	}
	s.draft(&post, readable)
	return post
}

// split are the values as each inquiry's own form would have posted them.
func (s *Series) split(values map[string][]string) []map[string][]string {
	split := make([]map[string][]string, len(s.forms))
	for i := range split {
		split[i] = map[string][]string{}
	}
	for name, given := range values {
		switch i, place := s.find(name); {
		case name == DraftName || name == openedName: // of the whole page
		case i >= 0 && place == "/"+confirmedName:
			split[i][confirmedName] = given
		case i >= 0 && !s.forms[i].isShared(place): // what is shared has one name, and one value for all
			split[i][place] = given
		case strings.HasPrefix(name, undoPrefix):
			if i, place := s.find(strings.TrimPrefix(name, UndoName)); i >= 0 {
				split[i][UndoName+place] = given
			}
		case name == AddName || name == RemoveName || name == UndoName || name == EditName:
			for _, value := range given {
				i, item := s.find(value)
				if i < 0 && name == EditName {
					i, item = 0, value // what is shared
				}
				if i >= 0 {
					split[i][name] = append(split[i][name], item)
				}
			}
		case name == TokenName || isButton(name) || s.forms[0].isShared(name):
			for i := range split {
				split[i][name] = given
			}
		}
	}
	return split
}

// find is the inquiry to which a name on the page belongs, and the place in its answer;
// -1 if to none alone.
func (s *Series) find(name string) (inquiry int, place string) {
	rest, ok := strings.CutPrefix(name, seriesMember)
	if !ok {
		return -1, ""
	}
	id, place, _ := strings.Cut(rest, "/")
	return slices.IndexFunc(s.forms, func(f *Form) bool { return f.within == id }), "/" + place
}

// Document is the answer to an inquiry, by its index, in a state of it; nil if nothing
// that is of this inquiry alone was filled in.
func (s *Series) Document(inquiry int, state *State) []byte {
	if s.forms[inquiry].isUntouched(state) {
		return nil
	}
	return s.forms[inquiry].Document(state)
}

// isUntouched reports whether nothing was answered but what is shared.
func (f *Form) isUntouched(s *State) bool {
	for name := range s.values {
		if field, _ := s.field(name); field != nil && !f.isShared(name) && !s.isBlank(name) {
			return false
		}
	}
	return true
}

// isShared reports whether an answer is one for all inquiries of a series.
func (f *Form) isShared(place string) bool {
	return slices.ContainsFunc(f.kind.Shared, func(shared string) bool { return constraint.Within(place, shared) })
}

// isOfSeries reports whether an answer is of this inquiry, and others stand beside it.
func (f *Form) isOfSeries(place string) bool { return f.within != "" && !f.isShared(place) }

// onPage is the name that the control for a place has on the page.
func (f *Form) onPage(place string) string {
	if f.isOfSeries(place) {
		return seriesMember + f.within + place
	}
	return place
}

// elementOf is the id of an element that there is once in each form of a page.
func (f *Form) elementOf(prefix, id string) string {
	if f.within != "" {
		return prefix + f.within + "-" + id
	}
	return prefix + id
}

// sharedViolations are those at places that are shared, each once.
func (s *Series) sharedViolations(all []hyte.Violations) hyte.Violations {
	var shared hyte.Violations
	for i, violations := range all {
		for _, v := range violations {
			known := slices.ContainsFunc(shared, func(k hyte.Violation) bool { return alike(&k, &v) })
			if s.forms[i].isShared(v.Location) && !known {
				shared = append(shared, v)
			}
		}
	}
	return shared
}

// Package search finds organizations by any of their names, as people type them: in
// another language, without accents, by a name that is no longer in use. It is pure, and
// so small that it fits into the form in a browser.
package search

import (
	"slices"
	"strings"
)

// Entry is what can be found. The zero value never is.
type Entry struct {
	// Names are those in use, the one that is shown first.
	Names []string
	// Former are those of what has become a part of it.
	Former []string
}

// Found is an entry that was found. The zero value is the first entry, by no name.
type Found struct {
	// Index is that of the entry.
	Index int
	// Name is the name that matches best.
	Name string
	// Former says that it is no longer in use.
	Former bool
	rank   int
}

// How a name matches. A name in use goes before a former one that matches alike.
const (
	whole = iota
	start
	word   // one of its further words begins so
	inside // it is somewhere within
	none
)

// insideFrom is how many letters a query needs to be found within a word: one letter is
// within nearly every name.
const insideFrom = 2

// Find returns what a query finds, the best first and else in the order of the entries. A
// name that begins with the query goes before one that holds it. An empty query finds
// nothing.
func Find(entries []Entry, query string) []Found {
	query = Fold(query)
	if query == "" {
		return nil
	}
	ranked := make([][]Found, none*2) // a few ranks need no sorting
	for i := range entries {
		if found := entries[i].find(query); found.rank < none*2 {
			found.Index = i
			ranked[found.rank] = append(ranked[found.rank], found)
		}
	}
	return slices.Concat(ranked...)
}

// Named returns the one entry that a text names in full. Ok is false if there is none, or
// several. A former name counts where no name in use is the same.
func Named(entries []Entry, text string) (found Found, ok bool) {
	all := Find(entries, text)
	if len(all) == 0 || all[0].rank > whole*2+1 {
		return Found{}, false
	}
	if len(all) > 1 && all[1].rank == all[0].rank {
		return Found{}, false
	}
	return all[0], true
}

func (e *Entry) find(query string) Found {
	best := Found{rank: none * 2}
	for former, names := range [...][]string{e.Names, e.Former} {
		for _, name := range names {
			if rank := match(Fold(name), query)*2 + former; rank < best.rank {
				best = Found{Name: name, Former: former == 1, rank: rank}
			}
		}
	}
	return best
}

func match(name, query string) int {
	switch {
	case name == query:
		return whole
	case strings.HasPrefix(name, query):
		return start
	case strings.Contains(name, " "+query):
		return word
	case len(query) >= insideFrom && strings.Contains(name, query):
		return inside
	default:
		return none
	}
}

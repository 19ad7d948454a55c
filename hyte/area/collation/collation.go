// Package collation sorts names as Finnish and Swedish readers expect them,
// by the rules of the Unicode CLDR: å, ä and ö follow z, a blank and a hyphen
// come before every letter, and accents and letter case decide last.
//
// It is apart from package area because its tables are large and set
// themselves up when a program starts; only programs that sort import it.
package collation

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Sort orders items by their names, in place. lang is a BCP 47 language tag:
// "sv" gives the Swedish order, and everything else, "en" too, the Finnish one,
// because it is Finnish names that are sorted. Names that collate as equal are
// ordered by their bytes, and items with the same name keep their order.
// Sort may be called by several goroutines at once.
func Sort[T any](lang string, items []T, name func(T) string) {
	type entry struct {
		key  []byte
		name string
		item T
	}
	var (
		// A Collator has state of its own, so each call makes one.
		collator = collate.New(order(lang))
		buffer   collate.Buffer
		entries  = make([]entry, len(items))
	)
	for i, item := range items {
		s := name(item)
		entries[i] = entry{collator.KeyFromString(&buffer, s), s, item}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(bytes.Compare(a.key, b.key), strings.Compare(a.name, b.name))
	})
	for i, e := range entries {
		items[i] = e.item
	}
}

// order returns the language whose rules sort names for readers of lang.
func order(lang string) language.Tag {
	primary, _, _ := strings.Cut(lang, "-")
	if strings.EqualFold(primary, "sv") {
		return language.Swedish
	}
	return language.Finnish
}

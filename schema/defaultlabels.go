package schema

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"

	kindtexts "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// labelFiles name what no form asks, one catalog per language.
//
//go:embed texts/*.json
var labelFiles embed.FS

// formKeys are the keys of texts of the forms that a schema says too, where a form
// has another name for them.
//
//go:embed formkeys.json
var formKeysFile []byte

var formKeys = sync.OnceValue(func() map[string]string {
	keys, violations := constraint.Texts(formKeysFile)
	if len(violations) > 0 {
		panic("schema: formkeys.json: " + violations[0].String())
	}
	return keys
})

// ownLabels are the catalogs of labelFiles by language.
var ownLabels = sync.OnceValue(func() texts.Set { return texts.MustRead(labelFiles, "texts") })

// DefaultLabels are the titles and descriptions of answers and of the documents
// that hold them, in Finnish ("fi"), Swedish ("sv") and English ("en"). What a form
// asks is called as on the form.
func DefaultLabels(object, property, language string) (title, description string) {
	own, ok := ownLabels()[language]
	if !ok {
		return "", ""
	}
	form := kindtexts.For(language)
	place := object
	if property != "" {
		place += "." + property
	}
	title = firstText(own, "title."+place, "title."+property)
	if title == "" {
		title = firstText(form, formKeys()["title."+place], "label."+strings.ToLower(object)+"."+property, "label."+property)
	}
	description = firstText(own, "about."+place)
	if description == "" {
		description = firstText(form, formKeys()["about."+place])
	}
	return title, description
}

// ValueNames gives what a value that a property of an object may have is called in a
// language, such as the sector "youth". The text is empty if it has no name.
type ValueNames func(object, property, value, language string) string

// DefaultValueNames are the names of values in the languages of [Languages]. What a form
// asks is called as on the form. The empty value, which stands for an absent one,
// has one name for all properties.
func DefaultValueNames(_, property, value, language string) string {
	own, ok := ownLabels()[language]
	if !ok {
		return ""
	}
	if value == "" {
		return firstText(own, "option.")
	}
	key := "option." + property + "." + value
	if name := firstText(own, key); name != "" {
		return name
	}
	return firstText(kindtexts.For(language), key)
}

// Languages are those of [DefaultLabels] and [DefaultValueNames], sorted.
func Languages() []string { return slices.Sorted(maps.Keys(ownLabels())) }

// firstText is the text of the first of the keys that the catalog has.
func firstText(c *texts.Catalog, keys ...string) string {
	for _, key := range keys {
		if text, ok := c.Lookup(key); ok {
			return text
		}
	}
	return ""
}

package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/intake"
	service "github.com/hytekit/hytekit/forms/intake/kinds"
	words "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
)

// kinds are the kinds of documents that the command line works on. It knows no
// other ones.
type kinds struct {
	// service are the inquiries and what answers them. The first inquiry and the first
	// response are those that documents are of which do not say their kind.
	service intake.Kinds
	// schemas are those of all kinds.
	schemas schema.Kinds
	// texts are the words for documents of all kinds, by language.
	texts texts.Set
}

// listedKinds are the kinds of the house's lists.
func listedKinds() kinds {
	return kinds{service: service.All(), schemas: schema.All(), texts: words.Set()}
}

// collectionOf is that of the kind of inquiry that the text says it is, in its
// member $schema.
func (k *kinds) collectionOf(text []byte) *intake.Collection {
	if c, ok := k.service.Collection(kindNamed(text)); ok {
		return c
	}
	return &k.service.Collections[0]
}

// kindNamed is the name of the kind that a document says it is of, "" if it does not
// say.
func kindNamed(text []byte) string {
	members, _ := constraint.Members(text)
	var id string
	if json.Unmarshal(members["$schema"], &id) != nil {
		return ""
	}
	name, _ := schema.KindOf(id)
	return name
}

// first is the first kind of response to the inquiry: that of its page.
func (k *kinds) first(inquiry intake.Inquiry) (*intake.Kind, error) {
	all := inquiry.Responses()
	if len(all) == 0 {
		return nil, usagef("nothing answers a document of the kind %s", inquiry.Kind().Name())
	}
	response, ok := k.service.Response(all[0])
	if !ok {
		return nil, usagef("there is no form of the kind %s", all[0].Name())
	}
	return response, nil
}

// schemasOf are the schemas of the documents of an inquiry.
func (k *kinds) schemasOf(inquiry intake.Inquiry) schema.Kinds {
	c, ok := k.service.Collection(inquiry.Kind().Name())
	if !ok {
		return nil
	}
	var found schema.Kinds
	for _, s := range k.schemas {
		if slices.Contains(c.Documents, s.Document()) {
			found = append(found, s)
		}
	}
	return found
}

// help is a text in which the first response stands for any: {answer} is the word
// for one, {answers} the one for several.
func (k *kinds) help(text string) string {
	first := k.service.Responses[0].Form.Document
	return strings.NewReplacer("{answer}", first.Name(), "{answers}", first.Plural()).Replace(text)
}

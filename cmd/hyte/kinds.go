package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/intake"
	service "github.com/hytekit/hytekit/forms/intake/kinds"
	words "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	kindlist "github.com/hytekit/hytekit/hyte/kinds"
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
	// kept are those that organizers keep and nobody answers.
	kept []kindlist.Kept
	// texts are the words for documents of all kinds, by language.
	texts texts.Set
}

// listedKinds are the kinds of the house's lists.
func listedKinds() kinds {
	return kinds{service: service.All(), schemas: schema.All(), kept: kindlist.AllKept(), texts: words.Set()}
}

// read reads an inquiry of the kind that the text says it is, in its member $schema;
// see [intake.Collection.Read]. One that does not say is of the first kind.
func (k *kinds) read(text []byte) (intake.Inquiry, *hyte.Deadline, hyte.Violations) {
	name, said := kindNamed(text)
	if !said {
		return k.service.Collections[0].Read(text)
	}
	if c, ok := k.service.Collection(name); ok {
		return c.Read(text)
	}
	var known []*document.Kind
	for i := range k.service.Collections {
		known = append(known, k.service.Collections[i].Inquiry)
	}
	for i := range k.kept {
		known = append(known, k.kept[i].Kind)
	}
	return nil, nil, unknownKind(known)
}

// inquiryNamed is the name of the kind of inquiry that the text says it is of, or of the
// first one.
func (k *kinds) inquiryNamed(text []byte) string {
	if name, said := kindNamed(text); said {
		return name
	}
	return k.service.Collections[0].Inquiry.Name()
}

// keptBy is the kind of a document that its organizer keeps, by what the text says it is;
// nil if it is none.
func (k *kinds) keptBy(text []byte) *kindlist.Kept {
	name, _ := kindNamed(text)
	for i := range k.kept {
		if k.kept[i].Kind.Name() == name {
			return &k.kept[i]
		}
	}
	return nil
}

// kindNamed is the name of the kind that a document says it is of. The name is "" if
// what it says names none.
func kindNamed(text []byte) (name string, said bool) {
	// Most documents do not say. A name in JSON may also be written with escapes.
	if !bytes.Contains(text, []byte("$schema")) && !bytes.Contains(text, []byte(`\u`)) {
		return "", false
	}
	members, _ := constraint.Members(text)
	var id string
	if json.Unmarshal(members["$schema"], &id) != nil || id == "" {
		return "", false
	}
	name, ok := schema.KindOf(id)
	if !ok {
		name = ""
	}
	return name, true
}

// ruleKind is broken by a document whose $schema names no kind that is read here. It
// is a rule of the command line alone: elsewhere an address or a call in a program
// says which kind is read.
const ruleKind constraint.Rule = "kind.unknown"

func unknownKind(known []*document.Kind) hyte.Violations {
	ids := make([]string, len(known))
	for i, kind := range known {
		ids[i] = kind.SchemaID()
	}
	return hyte.Violations{{
		Rule: ruleKind, Location: "/$schema", Params: constraint.Params{Allowed: ids}, Severity: hyte.Error,
	}}
}

// response is the kind of response to the inquiry that is called so, by its name or
// its plural: without a name the first one, which is that of the inquiry's page.
func (k *kinds) response(inquiry intake.Inquiry, called string) (*intake.Kind, error) {
	all := inquiry.Responses()
	if len(all) == 0 {
		return nil, usagef("nothing answers a document of the kind %s", inquiry.Kind().Name())
	}
	i := 0
	if called != "" {
		i = slices.IndexFunc(all, func(kind *document.Kind) bool { return called == kind.Name() || called == kind.Plural() })
	}
	if i < 0 {
		names := make([]string, len(all))
		for j, kind := range all {
			names[j] = kind.Name()
		}
		return nil, usagef("--kind: the %s takes %s", inquiry.Kind().Name(), strings.Join(names, ", "))
	}
	response, ok := k.service.Response(all[i])
	if !ok {
		return nil, usagef("there is no form of the kind %s", all[i].Name())
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
// for one, {answers} the one for several. {other} is another kind of response.
func (k *kinds) help(text string) string {
	first, other := k.service.Responses[0].Form.Document, k.service.Responses[min(1, len(k.service.Responses)-1)].Form.Document
	return strings.NewReplacer("{answer}", first.Name(), "{answers}", first.Plural(), "{other}", other.Name()).Replace(text)
}

package schema

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// report turns the errors of the engine about one document into violations.
type report struct {
	validator *Validator
	document  any
	values    []finding // of single values: their type and the rules of their tags
	rules     []finding // of definitions that are rules
}

// finding is a violation with its place among others of the same value.
type finding struct {
	hyte.Violation
	rank   int
	listed bool // found by a list of names beside the rules
}

// The ranks of what can be wrong with one value: the first counts. They follow
// the order in which tags are written; a name in a map comes before its value.
const (
	rankType = iota
	rankRequired
	rankMin
	rankMax
	rankOneOf
	rankUnique
	rankFormat
	rankValue // is added for what is not a name
)

// walk goes down to the keywords that failed. The rule is the innermost
// definition that is one.
func (r *report) walk(e *jsonschema.ValidationError, rule string) {
	schema := tokens(e.AbsoluteKeywordLocation[strings.IndexByte(e.AbsoluteKeywordLocation, '#')+1:])
	if len(schema) > 1 && schema[0] == "$defs" && isRule(schema[1]) {
		rule = schema[1]
	}
	path := route(tokens(e.KeywordLocation))
	if len(e.Causes) > 0 && path.keyword != "anyOf" && path.keyword != "oneOf" {
		for _, cause := range e.Causes {
			r.walk(cause, rule)
		}
		return
	}
	location, _ := url.PathUnescape(e.InstanceLocation)
	if len(constraint.Tokens(location)) < path.depth {
		location += "/" // the engine leaves out an empty name, which is the last one
	}
	f := failure{path: path, schema: schema, location: location, limit: at(r.validator.keywords, schema)}
	switch {
	case strings.HasPrefix(rule, "format."):
		r.value(f, hyte.Rule(rule), rankFormat)
	case rule != "":
		r.broken(f, hyte.Rule(rule))
	default:
		r.keyword(f)
	}
}

// failure is a keyword that failed at a place of the document.
type failure struct {
	path     keywordPath
	schema   []string // where the keyword stands in the schema
	location string
	limit    any // the keyword's value
}

func (f failure) number() int {
	n, _ := f.limit.(float64)
	return int(n)
}

func (f failure) params() constraint.Params {
	switch f.path.keyword {
	case "minLength", "minItems", "minProperties", "minimum":
		return constraint.Params{Min: f.number()}
	case "maxLength", "maxItems", "maxProperties", "maximum":
		return constraint.Params{Max: f.number()}
	default:
		return constraint.Params{}
	}
}

// value adds what is wrong with a single value.
func (r *report) value(f failure, rule hyte.Rule, rank int) {
	v := hyte.Violation{Rule: rule, Location: f.location, Severity: hyte.Error, Params: f.params()}
	switch rule {
	case constraint.RuleType:
		v.Params.Type, _ = f.limit.(string)
	case constraint.RuleOneOf:
		v.Params.Allowed = allowed(f.limit)
	case constraint.RuleRequired:
		v.Params = constraint.Params{}
	}
	if rank == rankFormat && !f.path.name {
		text, _ := at(r.document, constraint.Tokens(f.location)).(string)
		v.Params = cause(rule, text)
	}
	if !f.path.name && rank != rankType {
		rank += rankValue
	}
	r.values = append(r.values, finding{Violation: v, rank: rank})
}

// allowed are the texts of an enum, or of a oneOf that has a title beside each. An
// empty one stands for an absent value.
func allowed(limit any) (texts []string) {
	values, _ := limit.([]any)
	for _, value := range values {
		if named, ok := value.(map[string]any); ok {
			value = named["const"]
		}
		if text, _ := value.(string); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// cause says what is wrong with a text that breaks the rule of a format.
func cause(rule hyte.Rule, text string) constraint.Params {
	for _, f := range constraint.Formats() {
		if f.Rule == rule {
			return f.Cause(text)
		}
	}
	return constraint.Params{}
}

// keyword turns a keyword outside of rules into the rule that it says.
func (r *report) keyword(f failure) {
	switch f.path.keyword {
	case "type":
		r.value(f, constraint.RuleType, rankType)
	case "required":
		for _, name := range r.missing(f) {
			r.value(f.beneath(name), constraint.RuleRequired, rankRequired)
		}
	case "additionalProperties":
		for _, name := range r.unknown(f) {
			r.value(f.beneath(name), constraint.RuleUnknownProperty, rankRequired)
		}
	case "minLength":
		r.short(f)
	case "maxLength":
		r.value(f, constraint.RuleMaxLength, rankMax)
	case "minItems", "minProperties":
		r.value(f, constraint.RuleMinItems, rankMin)
	case "maxItems", "maxProperties":
		r.value(f, constraint.RuleMaxItems, rankMax)
	case "minimum":
		r.value(f, constraint.RuleMinimum, rankMin)
	case "maximum":
		r.value(f, constraint.RuleMaximum, rankMax)
	case "oneOf":
		if rule, ok := r.validator.chosen(f.location); ok {
			v := hyte.Violation{Rule: rule, Location: f.location, Severity: hyte.Error}
			r.rules = append(r.rules, finding{v, r.validator.rank[string(rule)], true})
		} else {
			r.value(f, constraint.RuleOneOf, rankOneOf)
		}
	case "enum":
		r.value(f, constraint.RuleOneOf, rankOneOf)
	case "uniqueItems":
		r.value(f, constraint.RuleUniqueItems, rankUnique)
	}
}

func (f failure) beneath(name string) failure {
	f.location += constraint.Pointer(name)
	return f
}

// short is about a text that is too short. An empty one is an absent one; an
// empty name in a map has not the format of the names.
func (r *report) short(f failure) {
	text, _ := at(r.document, constraint.Tokens(f.location)).(string)
	switch {
	case f.path.name:
		reference, _ := r.beside(f, "allOf", "0", "$ref").(string)
		r.value(failure{path: keywordPath{name: true}, location: f.location},
			hyte.Rule(strings.TrimPrefix(reference, "#/$defs/")), rankFormat)
	case text == "":
		r.value(f, constraint.RuleRequired, rankRequired)
	default:
		r.value(f, constraint.RuleMinLength, rankMin)
	}
}

// missing are the properties that the keyword requires and the object lacks.
func (r *report) missing(f failure) []string {
	object, _ := at(r.document, constraint.Tokens(f.location)).(map[string]any)
	var names []string
	for _, required := range f.limit.([]any) {
		name, _ := required.(string)
		if _, there := object[name]; !there {
			names = append(names, name)
		}
	}
	return names
}

// unknown are the properties of the object that its schema does not list.
func (r *report) unknown(f failure) []string {
	object, _ := at(r.document, constraint.Tokens(f.location)).(map[string]any)
	known, _ := r.beside(f, "properties").(map[string]any)
	var names []string
	for name := range object {
		if _, ok := known[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// beside is the value of another keyword of the schema whose keyword failed,
// or of one within it.
func (r *report) beside(f failure, keywords ...string) any {
	return at(r.validator.keywords, append(slices.Clone(f.schema[:len(f.schema)-1]), keywords...))
}

// broken adds a rule about more than one value, at the place where its first
// keyword failed that cannot be followed further down.
func (r *report) broken(f failure, rule hyte.Rule) {
	places := []string{f.location}
	if f.path.keyword == "required" {
		places = places[:0]
		for _, name := range r.missing(f) {
			places = append(places, f.beneath(name).location)
		}
	}
	params := r.params(f, rule)
	for _, place := range places {
		v := hyte.Violation{Rule: rule, Location: place, Severity: hyte.Error, Params: params}
		r.rules = append(r.rules, finding{Violation: v, rank: r.validator.rank[string(rule)]})
	}
}

// params are the limits of a rule's violation. Of rules with one id, the last
// clause counts: where they differ, it alone has any.
func (r *report) params(f failure, rule hyte.Rule) constraint.Params {
	params := f.params()
	clauses := r.validator.clauses[rule]
	if len(clauses) == 0 {
		return params
	}
	switch says := clauses[len(clauses)-1].(type) {
	case document.Naming:
		tokens := constraint.Tokens(f.location)
		return says.Params(tokens[len(tokens)-1])
	case document.Renaming:
		params.Successor, _ = f.limit.(string)
	case document.Floor:
		below, _ := at(f.limit, []string{"maximum"}).(float64)
		params.Min = int(below) + 1
	case document.MemberCount, document.Presence, document.Entries:
		params = constraint.Params{}
	}
	return params
}

// keywordPath is what the path of keywords to a failed one tells.
type keywordPath struct {
	keyword string // the last one
	depth   int    // how deep in the document it leads
	name    bool   // to a name rather than a value
}

func route(tokens []string) keywordPath {
	var p keywordPath
	for i := 0; i < len(tokens); i++ {
		p.keyword = tokens[i]
		switch tokens[i] {
		case "properties":
			p.depth++
			i++
		case "items", "contains":
			p.depth++
		case "propertyNames":
			p.depth++
			p.name = true
		case "additionalProperties":
			if i+1 < len(tokens) {
				p.depth++
			}
		case "allOf", "anyOf", "oneOf":
			i++
		}
	}
	return p
}

// tokens splits the fragment of a schema's address.
func tokens(fragment string) []string {
	all := constraint.Tokens(fragment)
	for i := range all {
		if text, err := url.PathUnescape(all[i]); err == nil {
			all[i] = text
		}
	}
	return all
}

// at is the value in a JSON value that the tokens lead to, or nil.
func at(value any, tokens []string) any {
	for _, token := range tokens {
		switch container := value.(type) {
		case map[string]any:
			value = container[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(container) {
				return nil
			}
			value = container[i]
		default:
			return nil
		}
	}
	return value
}

package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// A ruleCase is a document that breaks one rule and nothing else, or one that
// nearly breaks it. It is the right document of its kind after a few changes.
type ruleCase struct {
	rule   hyte.Rule
	name   string
	kind   string // of suites
	change map[string]any
	at     string // where the rule is broken
	passes bool   // it is a near miss
	params constraint.Params
}

// gone takes a property away.
type gone struct{}

const (
	person = "/representatives/0/person"
	org    = "/seats/1/nominators/organizations/0"
)

var manyLanguages = []any{"fi", "sv", "en", "se", "smn", "sms", "de", "fr", "et", "ru", "da"}

var ruleCases = []ruleCase{
	{rule: "type", name: "a text for a boolean", kind: asked, change: m{"/consent": "true"}, at: "/consent", params: constraint.Params{Type: "boolean"}},
	{rule: "type", name: "null", kind: asked, change: m{"/language": nil}, at: "/language", params: constraint.Params{Type: "string"}},
	{rule: "type", name: "an array for the document", kind: asked, change: m{"": []any{}}, at: "", params: constraint.Params{Type: "object"}},
	{rule: "type", name: "nothing is said beneath it", kind: asked, change: m{person: "Aino Esimerkki"}, at: person, params: constraint.Params{Type: "object"}},
	{rule: "type", name: "half a representative", kind: call, change: m{"/seats/0/representatives/max": json.Number("1.5")}, at: "/seats/0/representatives/max", params: constraint.Params{Type: "integer"}},
	{rule: "type", name: "a number that no float64 holds", kind: call, change: m{"/seats/0/representatives/max": json.Number("1e999999999")}, at: "/seats/0/representatives/max", params: constraint.Params{Type: "integer"}},
	{rule: "type", name: "a whole number with a point", kind: call, change: m{"/seats/0/representatives/max": json.Number("1.0")}, passes: true},
	{rule: "unknown_property", name: "in the document", kind: asked, change: m{"/note": "x"}, at: "/note"},
	{rule: "unknown_property", name: "a name that a pointer escapes", kind: asked, change: m{"/decision/a~1b~0c": "x"}, at: "/decision/a~1b~0c"},
	{rule: "unknown_property", name: "the empty name", kind: asked, change: m{"/": "x"}, at: "/"},
	{rule: "unknown_property", name: "$schema is known", kind: asked, change: m{"/$schema": "x"}, passes: true},
	{rule: "required", name: "absent", kind: asked, change: m{"/submitter": gone{}}, at: "/submitter"},
	{rule: "required", name: "empty", kind: asked, change: m{person + "/givenName": ""}, at: person + "/givenName"},
	{rule: "required", name: "an empty text with values to choose from", kind: call, change: m{"/body/kind": ""}, at: "/body/kind"},
	{rule: "required", name: "of a kind of received document", kind: received, change: m{"/kind": "withdrawal"}, at: "/nominator"},
	{rule: "required", name: "a received document without a nomination", kind: received, change: m{"/nomination": gone{}}, at: "/nomination"},
	{rule: "required", name: "an acceptance of nothing", kind: received, change: m{"/kind": "acceptance", "/accepts": ""}, at: "/accepts"},
	{rule: "required", name: "an optional text may be empty", kind: asked, change: m{"/language": "", person + "/email": "", "/decision/date": ""}, passes: true},
	{rule: "min_length", name: "two of three", kind: call, change: m{"/id": "ab"}, at: "/id", params: constraint.Params{Min: 3}},
	{rule: "min_length", name: "three of three", kind: call, change: m{"/id": "abc"}, passes: true},
	{rule: "max_length", name: "one code point too many", kind: asked, change: m{person + "/givenName": strings.Repeat("𐐷", 101)}, at: person + "/givenName", params: constraint.Params{Max: 100}},
	{rule: "max_length", name: "astral code points count once", kind: asked, change: m{person + "/givenName": strings.Repeat("𐐷", 100)}, passes: true},
	{rule: "max_length", name: "combining characters count", kind: asked, change: m{person + "/givenName": strings.Repeat("a\u0308", 51)}, at: person + "/givenName", params: constraint.Params{Max: 100}},
	{rule: "max_length", name: "of a name in a map", kind: rosterKind, change: m{"/sectors/" + strings.Repeat("a", 101): json.Number("0")}, at: "/sectors/" + strings.Repeat("a", 101), params: constraint.Params{Max: 100}},
	{rule: "min_items", name: "an empty list", kind: asked, change: m{"/representatives": []any{}}, at: "/representatives", params: constraint.Params{Min: 1}},
	{rule: "min_items", name: "a text in no language", kind: call, change: m{"/title": map[string]any{}}, at: "/title", params: constraint.Params{Min: 1}},
	{rule: "min_items", name: "a list that may be empty", kind: rosterKind, change: m{"/nominators": []any{}}, passes: true},
	{rule: "max_items", name: "eleven languages", kind: call, change: m{"/languages": manyLanguages}, at: "/languages", params: constraint.Params{Max: 10}},
	{rule: "max_items", name: "ten languages", kind: call, change: m{"/languages": manyLanguages[:10]}, passes: true},
	{rule: "minimum", name: "below", kind: call, change: m{"/seats/0/representatives/min": json.Number("-1")}, at: "/seats/0/representatives/min", params: constraint.Params{Min: 0}},
	{rule: "minimum", name: "zero, however it is written", kind: call, change: m{"/seats/0/representatives/min": json.Number("-0.0")}, passes: true},
	{rule: "maximum", name: "above", kind: call, change: m{"/seats/2/representatives/max": json.Number("101")}, at: "/seats/2/representatives/max", params: constraint.Params{Max: 100}},
	{rule: "maximum", name: "just", kind: call, change: m{"/seats/2/representatives/max": json.Number("1e2")}, passes: true},
	{rule: "one_of", name: "another letter case", kind: asked, change: m{person + "/gender": "Woman"}, at: person + "/gender", params: constraint.Params{Allowed: []string{"woman", "man", "not-stated"}}},
	{rule: "one_of", name: "none given", kind: asked, change: m{person + "/gender": ""}, passes: true},
	{rule: "unique_items", name: "a language twice", kind: call, change: m{"/languages": []any{"fi", "sv", "fi"}}, at: "/languages"},
	{rule: "unique_items", name: "two languages", kind: call, change: m{"/languages": []any{"fi", "sv"}}, passes: true},

	{rule: "format.line", name: "two lines", kind: asked, change: m{person + "/jobTitle": "a\nb"}, at: person + "/jobTitle"},
	{rule: "format.line", name: "a line break at the end", kind: asked, change: m{person + "/jobTitle": "a\n"}, at: person + "/jobTitle"},
	{rule: "format.line", name: "only blanks", kind: asked, change: m{person + "/givenName": "\u00a0 \u2003"}, at: person + "/givenName"},
	{rule: "format.line", name: "turned around", kind: asked, change: m{person + "/unit": "a\u202eb"}, at: person + "/unit"},
	{rule: "format.line", name: "an empty name in a map", kind: rosterKind, change: m{"/sectors/": json.Number("0")}, at: "/sectors/"},
	{rule: "format.line", name: "any script", kind: asked, change: m{person + "/givenName": "Áŋŧđčšž 李 a\u0308 𐐷 x\u200dy"}, passes: true},
	{rule: "format.text", name: "only line breaks", kind: asked, change: m{"/genderBalanceReason": "\r\n"}, at: "/genderBalanceReason"},
	{rule: "format.text", name: "one line break", kind: asked, change: m{"/genderBalanceReason": "\n"}, at: "/genderBalanceReason"},
	{rule: "format.text", name: "two lines", kind: asked, change: m{"/genderBalanceReason": "a\r\n\tb\n"}, passes: true},
	{rule: "format.email", name: "two at signs", kind: asked, change: m{person + "/email": "aino@@example.fi"}, at: person + "/email", params: constraint.Params{Cause: constraint.CauseAtTwice}},
	{rule: "format.email", name: "a local part that is too long", kind: asked, change: m{person + "/email": strings.Repeat("a", 65) + "@example.fi"}, at: person + "/email"},
	{rule: "format.email", name: "written against spam", kind: asked, change: m{person + "/email": " aino (at) example.fi"}, passes: true},
	{rule: "format.telephone", name: "an emergency number", kind: asked, change: m{person + "/telephone": "112"}, at: person + "/telephone", params: constraint.Params{Cause: constraint.CausePrefix}},
	{rule: "format.telephone", name: "a zero in brackets", kind: asked, change: m{person + "/telephone": "+358 (0)50 – 123 4567"}, passes: true},
	{rule: "format.date", name: "no leap year", kind: asked, change: m{"/decision/date": "2021-02-29"}, at: "/decision/date", params: constraint.Params{Cause: constraint.CauseDay, Max: 28}},
	{rule: "format.date", name: "a leap year", kind: asked, change: m{"/decision/date": "2024-02-29"}, passes: true},
	{rule: "format.time", name: "24.00", kind: call, change: m{"/deadline/time": "24:00"}, at: "/deadline/time"},
	{rule: "format.time", name: "0.00", kind: call, change: m{"/deadline/time": "00:00"}, passes: true},
	{rule: "format.date_time", name: "no offset", kind: received, change: m{"/receivedAt": "2021-01-11T12:00:00"}, at: "/receivedAt"},
	{rule: "format.date_time", name: "a leap second", kind: received, change: m{"/receivedAt": "2016-12-31T23:59:60Z"}, at: "/receivedAt"},
	{rule: "format.date_time", name: "a fraction", kind: received, change: m{"/receivedAt": "2021-01-11T12:00:00.123456789Z"}, passes: true},
	{rule: "format.business_id", name: "no hyphen", kind: call, change: m{org + "/businessId": "26174164"}, at: org + "/businessId"},
	{rule: "format.business_id", name: "a wrong check digit, which no schema sees", kind: call, change: m{org + "/businessId": "2617416-5", "/seats/0/nominators/region": "", "/seats/0/nominators/county": "05"}, passes: true},
	{rule: "format.business_id", name: "a right one", kind: call, change: m{org + "/businessId": "2617416-4"}, passes: true},
	{rule: "format.language", name: "capitals", kind: asked, change: m{"/language": "FI"}, at: "/language"},
	{rule: "format.language", name: "of a name in a map", kind: call, change: m{"/title/FI": "x"}, at: "/title/FI"},
	{rule: "format.language", name: "an empty name in a map", kind: call, change: m{"/title/": "x"}, at: "/title/"},
	{rule: "format.language", name: "three letters", kind: asked, change: m{"/language": "smn"}, passes: true},
	{rule: "format.municipality", name: "no leading zero", kind: call, change: m{"/seats/0/nominators": m{"kind": "municipality", "municipalities": []any{"61"}}}, at: "/seats/0/nominators/municipalities/0"},
	{rule: "format.municipality", name: "with it", kind: call, change: m{"/seats/0/nominators": m{"kind": "municipality", "municipalities": []any{"061"}}}, passes: true},
	{rule: "format.area", name: "no leading zero", kind: call, change: m{"/body/region": "5"}, at: "/body/region"},
	{rule: "format.area", name: "with it", kind: call, change: m{"/body/county": "07"}, passes: true},
	{rule: "format.id", name: "two hyphens", kind: call, change: m{"/body/id": "a--b"}, at: "/body/id"},
	{rule: "format.id", name: "one hyphen", kind: call, change: m{"/body/id": "a-b"}, passes: true},
	{rule: "format.organization", name: "no kind", kind: call, change: m{org + "/id": "fshky"}, at: org + "/id"},
	{rule: "format.organization", name: "a kind", kind: call, change: m{org + "/id": "a:fshky"}, passes: true},
	{rule: "format.url", name: "not https", kind: call, change: m{"/privacyNotice/url/fi": "http://example.fi"}, at: "/privacyNotice/url/fi"},
	{rule: "format.url", name: "with a port", kind: call, change: m{"/privacyNotice/url/fi": "https://example.fi:8443/?a#b"}, passes: true},
	{rule: "format.origin", name: "with a path", kind: call, change: m{"/embedHosts": []any{"https://www.example.fi/"}}, at: "/embedHosts/0"},
	{rule: "format.origin", name: "a site", kind: call, change: m{"/embedHosts": []any{"https://www.example.fi", "https://example.org:8443"}}, passes: true},

	{rule: "format.words", name: "a place to fill", kind: call, change: m{"/texts": m{"point.needs": m{"fi": "Tarvitset {count} tietoa."}}}, at: "/texts/point.needs/fi"},
	{rule: "format.words", name: "a sentence", kind: call, change: m{"/texts": m{"point.needs": m{"fi": "Tarvitset päätöksen."}}}, passes: true},
	{rule: "text.unknown", name: "nearly a key", kind: call, change: m{"/texts": m{"point.need": m{"fi": "Tarvitset päätöksen."}}}, at: "/texts/point.need", params: constraint.Params{Other: "point.needs"}},
	{rule: "text.unknown", name: "a key", kind: call, change: m{"/texts": m{"point.needs": m{"fi": "Tarvitset päätöksen."}}}, passes: true},
	{rule: "text.unknown", name: "of calls, in an event", kind: event, change: m{"/texts": m{"hint.consent": m{"fi": "Kysy suostumus."}}}, at: "/texts/hint.consent", params: constraint.Params{Other: "point.next"}},
	{rule: "text.unknown", name: "of events", kind: event, change: m{"/texts": m{"label.mode": m{"fi": "Saavutko paikalle?"}}}, passes: true},

	{rule: "call.mismatch", name: "another call", kind: asked, change: m{"/call": "kanta-hame-hyte-2020"}, at: "/call"},
	{rule: "call.mismatch", name: "of a roster", kind: rosterKind, change: m{"/call": "kanta-hame-hyte-2020"}, at: "/call"},
	{rule: "call.mismatch", name: "this call", kind: asked, change: m{"/call": "kanta-hame-hyte-2021"}, passes: true},
	{rule: "nominator.unknown", name: "of another region", kind: asked, change: m{"/nominator": "municipality:091"}, at: "/nominator"},
	{rule: "nominator.unknown", name: "in a roster", kind: rosterKind, change: m{"/nominators/1/nominator": "municipality:091"}, at: "/nominators/1/nominator"},
	{rule: "nominator.unknown", name: "another one of the call", kind: asked, change: m{"/nominator": "joint-authority:rstky"}, passes: true},
	{rule: "nominator.merged", name: "Honkajoki is a part of Kankaanpää", kind: merged, change: m{"/nominator": "municipality:099"}, at: "/nominator", params: constraint.Params{Successor: "municipality:214"}},
	{rule: "nominator.merged", name: "Kankaanpää", kind: merged, change: m{"/nominator": "municipality:214"}, passes: true},
	{rule: "quota.min", name: "one of two", kind: several, change: m{"/representatives": []any{aPerson("Aino", "")}}, at: "/representatives", params: constraint.Params{Min: 2}},
	{rule: "quota.min", name: "two of two", kind: several, change: m{"/representatives": []any{aPerson("Aino", ""), aPerson("Onni", "")}}, passes: true},
	{rule: "quota.max", name: "two of one", kind: asked, change: m{"/representatives": []any{aPerson("Aino", ""), aPerson("Onni", "")}}, at: "/representatives", params: constraint.Params{Max: 1}},
	{rule: "quota.max", name: "three of three", kind: several, change: m{"/representatives": []any{aPerson("Aino", ""), aPerson("Onni", ""), aPerson("Eino", "")}}, passes: true},
	{rule: "quota.max", name: "no limit", kind: asked, change: m{"/nominator": "hospital-district:khshp", "/representatives": []any{aPerson("Aino", ""), aPerson("Onni", "")}}, passes: true},
	{rule: "contact.missing", name: "neither", kind: asked, change: m{person + "/email": gone{}, person + "/telephone": ""}, at: person},
	{rule: "contact.missing", name: "of a deputy", kind: pair, change: m{"/representatives/0/deputy/email": gone{}, "/representatives/0/deputy/telephone": gone{}}, at: "/representatives/0/deputy"},
	{rule: "contact.missing", name: "telephone only", kind: asked, change: m{person + "/email": gone{}}, passes: true},
	{rule: "consent.missing", name: "not given", kind: asked, change: m{"/consent": false}, at: "/consent"},
	{rule: "consent.missing", name: "absent", kind: asked, change: m{"/consent": gone{}}, at: "/consent"},
	{rule: "consent.missing", name: "given", kind: asked, change: m{"/consent": true}, passes: true},
	{rule: "deputy.not_allowed", name: "a deputy", kind: asked, change: m{"/representatives/0/deputy": aPerson("Onni", "")["person"]}, at: "/representatives/0/deputy"},
	{rule: "deputy.not_allowed", name: "where they are optional", kind: several, change: m{"/representatives/0/deputy": aPerson("Onni", "")["person"]}, passes: true},
	{rule: "deputy.missing", name: "none", kind: pair, change: m{"/representatives/0/deputy": gone{}, person + "/gender": ""}, at: "/representatives/0/deputy"},
	{rule: "deputy.missing", name: "where they are optional", kind: several, change: m{"/representatives/0/deputy": gone{}}, passes: true},
	{rule: "candidate.pair_missing", name: "two women", kind: candidates, change: m{"/representatives": []any{aPerson("Aino", "woman"), aPerson("Elli", "woman")}}, at: "/representatives"},
	{rule: "candidate.pair_missing", name: "a man and his deputy", kind: pair, change: m{person + "/gender": "man"}, passes: true},
	{rule: "candidate.pair_missing", name: "two women who all get a seat", kind: several, change: m{"/representatives": []any{aPerson("Aino", "woman"), aPerson("Elli", "woman")}}, passes: true},
	{rule: "candidate.pair_missing", name: "with a reason", kind: candidates, change: m{"/representatives": []any{aPerson("Aino", "woman"), aPerson("Elli", "woman")}, "/genderBalanceReason": "-"}, passes: true},
	{rule: "candidate.pair_missing", name: "not stated", kind: candidates, change: m{"/representatives": []any{aPerson("Aino", "woman"), aPerson("Elli", "not-stated")}}, passes: true},
	{rule: "candidate.pair_missing", name: "not asked of one alone", kind: candidates, change: m{"/nominator": "joint-authority:fshky", "/representatives": []any{aPerson("Aino", "woman")}, "/genderBalanceReason": "x"}, passes: true},
	{rule: "seat.nominators", name: "an area and a list", kind: call, change: m{"/seats/0/nominators/municipalities": []any{"061"}}, at: "/seats/0/nominators"},
	{rule: "seat.nominators", name: "organizations of the kind municipality", kind: call, change: m{"/seats/1/nominators/kind": "municipality"}, at: "/seats/1/nominators"},
	{rule: "seat.nominators", name: "the whole country", kind: call, change: m{"/seats/0/nominators/region": ""}, passes: true},
	{rule: "seat.nominators", name: "organizations that are not listed", kind: call, change: m{"/seats/1/nominators/organizations": gone{}}, at: "/seats/1/nominators"},
	{rule: "seat.nominators", name: "exceptions from a list", kind: call, change: m{"/seats/0/nominators": m{"kind": "municipality", "municipalities": []any{"061"}, "except": []any{"061"}}}, at: "/seats/0/nominators"},
	{rule: "nominator.group", name: "a member of a group", kind: candidates, change: m{"/nominator": "association:member"}, at: "/nominator", params: constraint.Params{Successor: "association:group"}},
	{rule: "nominator.group", name: "the group", kind: candidates, change: m{"/nominator": "association:group"}, passes: true},
	{rule: "member.not_asked", name: "a motivation", kind: candidates, change: m{"/representatives/0/motivation": "-"}, at: "/representatives/0/motivation"},
	{rule: "member.not_asked", name: "a motivation where a form asks none", kind: asked, change: m{"/representatives/0/motivation": "-"}, passes: true},
	{rule: "answer.missing", name: "one of two", kind: questions, change: m{"/answers": m{"by": "2021-03-01"}}, at: "/answers/unit"},
	{rule: "answer.missing", name: "an empty one", kind: questions, change: m{"/answers/unit": ""}, at: "/answers/unit"},
	{rule: "answer.missing", name: "none at all", kind: questions, change: m{"/answers": gone{}}, at: "/answers"},
	{rule: "answer.missing", name: "what need not be answered", kind: questions, change: m{"/answers/state": ""}, passes: true},
	{rule: "answer.unknown", name: "another question", kind: questions, change: m{"/answers/units": "x"}, at: "/answers/units"},
	{rule: "answer.unknown", name: "where nothing is asked", kind: asked, change: m{"/answers/unit": "x"}, at: "/answers/unit"},
	{rule: "answer.unknown", name: "no answers", kind: asked, change: m{"/answers": m{}}, passes: true},
	{rule: "answer.option", name: "none of the options", kind: questions, change: m{"/answers/state": "new"}, at: "/answers/state"},
	{rule: "answer.option", name: "neither yes nor no", kind: questions, change: m{"/answers/shared": "true"}, at: "/answers/shared"},
	{rule: "answer.option", name: "an option", kind: questions, change: m{"/answers/state": "begun", "/answers/shared": "no"}, passes: true},
	{rule: "format.line", name: "an answer of two lines", kind: questions, change: m{"/answers/unit": "a\nb"}, at: "/answers/unit"},
	{rule: "format.date", name: "an answer that is no date", kind: questions, change: m{"/answers/by": "1.3.2021"}, at: "/answers/by"},
	{rule: "question.options", name: "a choice without any", kind: call, change: m{"/questions": []any{m{"id": "a", "kind": "choice", "label": m{"fi": "x"}}}}, at: "/questions/0"},
	{rule: "question.options", name: "a line without any", kind: call, change: m{"/questions": []any{m{"id": "a", "kind": "line", "label": m{"fi": "x"}}}}, passes: true},
	{rule: "seat.nominators", name: "a county", kind: call, change: m{"/seats/0/nominators": m{"kind": "municipality", "county": "05", "region": ""}}, passes: true},
	{rule: "quota.range", name: "three, and two at most", kind: call, change: m{"/seats/0/representatives": m{"min": json.Number("3"), "max": json.Number("2")}}, at: "/seats/0/representatives/max", params: constraint.Params{Min: 3}},
	{rule: "quota.range", name: "the greatest least number", kind: call, change: m{"/seats/0/representatives": m{"min": json.Number("100"), "max": json.Number("99.0")}}, at: "/seats/0/representatives/max", params: constraint.Params{Min: 100}},
	{rule: "quota.range", name: "three, and three at most", kind: call, change: m{"/seats/0/representatives": m{"min": json.Number("3"), "max": json.Number("3")}}, passes: true},
	{rule: "quota.range", name: "three, and no limit", kind: call, change: m{"/seats/0/representatives": m{"min": json.Number("3"), "max": json.Number("0")}}, passes: true},
	{rule: "body.open_with_seats", name: "seats", kind: body, change: m{"/membership": "open", "/term": gone{}, "/memberships": gone{}}, at: "/seats"},
	{rule: "body.open_with_seats", name: "a term", kind: body, change: m{"/membership": "open", "/seats": gone{}, "/memberships": gone{}}, at: "/term"},
	{rule: "body.open_with_seats", name: "neither", kind: body, change: m{"/membership": "open", "/seats": gone{}, "/term": gone{}, "/memberships": gone{}}, passes: true},
	{rule: "body.open_with_seats", name: "closed", kind: body, change: m{"/membership": "closed"}, passes: true},
	{rule: "plan.period_missing", name: "of a wellbeing plan", kind: plan, change: m{"/period": gone{}}, at: "/period"},
	{rule: "plan.period_missing", name: "of an agreement", kind: plan, change: m{"/kind": "agreement", "/period": gone{}, "/serves": gone{}}, at: "/period"},
	{rule: "plan.period_missing", name: "of a programme", kind: plan, change: m{"/kind": "programme", "/period": gone{}}, passes: true},
	{rule: "plan.serves_missing", name: "of a wellbeing plan", kind: plan, change: m{"/serves": gone{}}, at: "/serves"},
	{rule: "plan.serves_missing", name: "of an agreement", kind: plan, change: m{"/kind": "agreement", "/serves": gone{}}, passes: true},
	{rule: "item.origin_missing", name: "of a resolution", kind: plan, change: m{"/kind": "resolutions", "/items/0/origin": gone{}}, at: "/items/0/origin"},
	{rule: "item.origin_missing", name: "of a measure", kind: plan, change: m{"/items/0/origin": gone{}}, passes: true},
	{rule: "event.when", name: "a day and a period", kind: event, change: m{"/when/period": m{"from": "2024-05-01"}}, at: "/when"},
	{rule: "event.when", name: "neither", kind: event, change: m{"/when": m{"from": "13:00"}}, at: "/when"},
	{rule: "event.when", name: "a period of which nothing is known", kind: event, change: m{"/when": m{"period": m{}}}, at: "/when/period"},
	{rule: "event.when", name: "a period", kind: event, change: m{"/when": m{"period": m{"from": "2024-05-14"}}}, passes: true},
	{rule: "event.mismatch", name: "a registration", kind: registered, change: m{"/event": "another"}, at: "/event"},
	{rule: "event.mismatch", name: "a question", kind: question, change: m{"/event": "another"}, at: "/event"},
	{rule: "event.mismatch", name: "neither", kind: question, change: m{"/event": "kumppanuuspaiva-2027"}, passes: true},
	{rule: "registration.mode", name: "from elsewhere", kind: onSite, change: m{"/mode": "remote"}, at: "/mode"},
	{rule: "registration.mode", name: "on site", kind: onSite, change: m{"/mode": "place"}, passes: true},
	{rule: "registration.mode", name: "some way", kind: onSite, change: m{"/mode": gone{}}, passes: true},
	{rule: "theme.unknown", name: "another", kind: question, change: m{"/theme": "another"}, at: "/theme"},
	{rule: "theme.unknown", name: "none", kind: question, change: m{"/theme": gone{}}, passes: true},
	{rule: "event.privacy_missing", name: "of those who register", kind: event, change: m{"/privacyNotice": gone{}, "/questions": gone{}}, at: "/privacyNotice"},
	{rule: "event.privacy_missing", name: "of those who ask", kind: event, change: m{"/privacyNotice": gone{}, "/registration": gone{}}, at: "/privacyNotice"},
	{rule: "event.privacy_missing", name: "of nobody", kind: event, change: m{"/privacyNotice": gone{}, "/registration": gone{}, "/questions": gone{}}, passes: true},
	{rule: "deputy.not_allowed", name: "in a body without deputies", kind: body, change: m{"/deputies": "none"}, at: "/memberships/1/role"},
	{rule: "deputy.not_allowed", name: "in a body that says nothing of deputies", kind: body, change: m{"/deputies": gone{}}, at: "/memberships/1/role"},
	{rule: "deputy.not_allowed", name: "of a pool", kind: body, change: m{"/deputies": "pool"}, passes: true},
}

type m = map[string]any

func aPerson(given, gender string) m {
	return m{"person": m{"givenName": given, "familyName": "Esimerkki", "telephone": "0401234567", "gender": gender}}
}

// TestRules tries every rule that a schema can say, on both engines.
func TestRules(t *testing.T) {
	suites := suites(t)
	for _, c := range ruleCases {
		t.Run(string(c.rule)+"/"+c.name, func(t *testing.T) {
			s := suites[c.kind]
			text := mustMarshal(t, s.changed(t, c))
			if difference := s.engines.disagreement(text); difference != "" {
				t.Errorf("the schema (+) differs from the Go rules (-)\n%s", difference)
			}
			var want hyte.Violations
			if !c.passes {
				want = hyte.Violations{{Rule: c.rule, Location: c.at, Params: c.params, Severity: hyte.Error}}
			}
			if diff := cmp.Diff(want, s.engines.validator.Validate(text), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// Package texts holds the words that all forms and messages share: one catalog per
// language, which is a JSON object of keys and texts. Those of one kind of document
// lie beside its form and stand over these: see [Set.Over].
//
// [For] gives the catalogs that the program carries, fi.json, sv.json, en.json
// and whatever other file lies beside them: a language is added without code.
// A program that uses only [Parse], as the widget in the browser does, does not
// carry them; it gets the one catalog it needs from [Catalog.AppendJSON].
//
// A text may have places in braces, such as {max}, which [Catalog.Text] fills.
// A text that a catalog lacks comes from the catalog that it falls back to, so
// that no reader ever sees a key.
//
// # Keys
//
// The sentence for a rule has the key rule.<id>, as in rule.format.email. It may
// end in a special case, and after that in a field; the most special one that
// the catalog has is taken, a field before a case:
//
//	rule.max_length               for any text
//	rule.max_length@*             for a field that has a label, in {label}
//	rule.required@person.email    for that field; @email would do for any email
//	rule.quota.min=1              when the limit is 1
//	rule.deadline.passed~warning  when it is only a warning
//	rule.municipality.unknown?successor  when there is a successor
//	form.nominator.unknown        in place of rule.… on a form, where there is a
//	                              list to choose from and no JSON to write
//	numbered.guides               around a sentence about one of several items
//
// Labels, hints and options are found by the field in the same way:
// label.decision.date, hint.unit, option.sector.education. Parts of a form are
// part.<id>.title and part.<id>.hint. A label, hint or title may end in =1 where
// there can be but one, and in !required where a rule asks for it.
//
// Any key may end, last of all, in a variant, such as !candidates, for a form whose
// layout chooses other words throughout: see [Catalog.Variant].
package texts

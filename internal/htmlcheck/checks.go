package htmlcheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms/style"
)

// UniqueIDs finds ids that occur twice, or cannot stand in a link.
func UniqueIDs(root *html.Node) (faults []string) {
	seen := map[string]bool{}
	for n := range Elements(root) {
		id, ok := Lookup(n, "id")
		switch {
		case !ok:
		case !idForm.MatchString(id):
			faults = append(faults, fmt.Sprintf("%s: not an id for links and style sheets", name(n)))
		case seen[id]:
			faults = append(faults, fmt.Sprintf("%s: a second element with this id", name(n)))
		}
		seen[id] = true
	}
	return faults
}

var idForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// Labels finds controls without exactly one label with a text, and labels
// without a control.
func Labels(root *html.Node) (faults []string) {
	labels := map[string]int{}
	for n := range Elements(root, "label") {
		target := Attr(n, "for")
		if ByID(root, target) == nil {
			faults = append(faults, fmt.Sprintf("label %q: its control is not there", Text(n)))
		}
		if Text(n) != "" {
			labels[target]++
		}
	}
	for n := range Elements(root, "input", "select", "textarea") {
		if Attr(n, "type") == "hidden" {
			continue
		}
		if count := labels[Attr(n, "id")]; count != 1 {
			faults = append(faults, fmt.Sprintf("%s: %d labels", name(n), count))
		}
	}
	return faults
}

// References finds ARIA references and links within the page that lead nowhere.
func References(root *html.Node) (faults []string) {
	for n := range Elements(root) {
		for _, attribute := range []string{"aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage"} {
			value, ok := Lookup(n, attribute)
			if ok && strings.TrimSpace(value) == "" {
				faults = append(faults, fmt.Sprintf("%s: empty %s", name(n), attribute))
			}
			for id := range strings.FieldsSeq(value) {
				if ByID(root, id) == nil {
					faults = append(faults, fmt.Sprintf("%s: %s names %q, which is not there", name(n), attribute, id))
				}
			}
		}
		if id, ok := strings.CutPrefix(Attr(n, "href"), "#"); ok && ByID(root, id) == nil {
			faults = append(faults, fmt.Sprintf("link %q leads to %q, which is not there", Text(n), id))
		}
	}
	return faults
}

// Headings finds a page that has not one first heading, and headings that skip
// a level.
func Headings(root *html.Node) (faults []string) {
	level, first := 0, 0
	for n := range Elements(root, "h1", "h2", "h3", "h4", "h5", "h6") {
		next := int(n.Data[1] - '0')
		if next == 1 {
			first++
		}
		if next > level+1 {
			faults = append(faults, fmt.Sprintf("heading %q: level %d after level %d", Text(n), next, level))
		}
		level = next
	}
	if first != 1 {
		faults = append(faults, fmt.Sprintf("%d headings of level 1", first))
	}
	return faults
}

// Groups finds fieldsets that do not begin with a legend, and radio buttons
// outside of one.
func Groups(root *html.Node) (faults []string) {
	for n := range Elements(root, "fieldset") {
		if first := n.FirstChild; first == nil || first.Data != "legend" || Text(first) == "" {
			faults = append(faults, name(n)+": no legend")
		}
	}
	for n := range Elements(root, "input") {
		if Attr(n, "type") != "radio" {
			continue
		}
		if !slices.ContainsFunc(slices.Collect(n.Ancestors()), func(a *html.Node) bool { return a.Data == "fieldset" }) {
			faults = append(faults, name(n)+": a radio button without a group")
		}
	}
	return faults
}

// Languages finds a page without a language, and marks that are no language
// codes or say nothing new.
func Languages(root *html.Node) (faults []string) {
	var page string
	for n := range Elements(root, "html") {
		page = Attr(n, "lang")
	}
	if page == "" {
		faults = append(faults, "the page does not say its language")
	}
	for n := range Elements(root) {
		lang, ok := Lookup(n, "lang")
		if ok && !languageForm.MatchString(lang) {
			faults = append(faults, fmt.Sprintf("%s: %q is no language", name(n), lang))
		}
		if ok && lang == page && n.Data == "span" {
			faults = append(faults, fmt.Sprintf("%s: marked as in %q as all the page", name(n), lang))
		}
	}
	return faults
}

var languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// Texts finds elements that should say something and do not, and places in
// texts that nobody filled.
func Texts(root *html.Node) (faults []string) {
	for n := range Elements(root, "title", "h1", "h2", "h3", "h4", "legend", "label", "button", "a", "dt", "dd", "li", "summary", "option") {
		text := Text(n)
		if text == "" && !isHidden(n) {
			faults = append(faults, name(n)+": nothing in it")
		}
		if unfilled.MatchString(text) {
			faults = append(faults, fmt.Sprintf("%s: a place that is not filled: %q", name(n), text))
		}
	}
	for n := range Elements(root, "p", "optgroup") {
		if unfilled.MatchString(Text(n)) || n.Data == "optgroup" && Attr(n, "label") == "" {
			faults = append(faults, fmt.Sprintf("%s: a place that is not filled: %q", name(n), Text(n)))
		}
	}
	return faults
}

var unfilled = regexp.MustCompile(`\{[A-Za-z]*\}`)

// Links finds addresses that do nothing or load from elsewhere, and scripts,
// styles and handlers in the page.
func Links(root *html.Node) (faults []string) {
	for n := range Elements(root) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				faults = append(faults, fmt.Sprintf("%s: has %s", name(n), a.Key))
			}
			if (a.Key == "href" || a.Key == "action" || a.Key == "src") && (a.Val == "about:invalid" || strings.HasPrefix(a.Val, "javascript:")) {
				faults = append(faults, fmt.Sprintf("%s: %s=%q", name(n), a.Key, a.Val))
			}
		}
	}
	for n := range Elements(root, "style", "script") {
		ours := n.Data == "style" && n.Parent.Data == "head" && n.FirstChild != nil && strings.HasPrefix(n.FirstChild.Data, style.CSS())
		if !ours && (n.Data == "style" || n.FirstChild != nil) {
			faults = append(faults, name(n)+": styles or script in the page")
		}
	}
	return faults
}

// Autocomplete finds tokens that HTML does not have, and text controls that do
// not say whose data they take (WCAG 2.2, 1.3.5).
func Autocomplete(root *html.Node) (faults []string) {
	tokens := []string{"on", "off", "name", "given-name", "family-name", "organization-title", "organization", "email", "tel", "current-password"}
	for n := range Elements(root, "input", "select", "textarea") {
		switch Attr(n, "type") {
		case "hidden", "radio", "checkbox", "submit", "file":
			continue
		}
		if token := Attr(n, "autocomplete"); !slices.Contains(tokens, token) {
			faults = append(faults, fmt.Sprintf("%s: autocomplete=%q", name(n), token))
		}
	}
	return faults
}

// Whole finds controls that cut off what is typed.
func Whole(root *html.Node) (faults []string) {
	for n := range Elements(root, "input", "textarea") {
		if _, ok := Lookup(n, "maxlength"); ok {
			faults = append(faults, name(n)+": maxlength cuts off what is typed")
		}
	}
	return faults
}

// Untouched finds what is chosen, ticked or filled in beforehand; a select may
// say what an untouched one means.
func Untouched(root *html.Node) (faults []string) {
	for n := range Elements(root, "input", "textarea") {
		_, checked := Lookup(n, "checked")
		typed := Attr(n, "value") != "" && Attr(n, "type") != "radio" && Attr(n, "type") != "checkbox" && Attr(n, "type") != "hidden"
		if checked || typed || n.Data == "textarea" && Text(n) != "" {
			faults = append(faults, name(n)+": answered beforehand")
		}
	}
	return faults
}

// Wiring finds faults in how a rejected form says what is wrong: the summary's
// texts are those at the places, word for word, in the order of the page; each
// links to a control or button; a control with an error says so.
func Wiring(summaryID, problemClass, adviceClass string) Check {
	return func(root *html.Node) (faults []string) {
		summary := ByID(root, summaryID)
		if summary == nil {
			return []string{"no summary with the id " + summaryID}
		}
		var said, listed []string
		for n := range Elements(root, "p") {
			classes := strings.Fields(Attr(n, "class"))
			if text := Text(n); text != "" && slices.Contains(classes, problemClass) && !slices.Contains(classes, adviceClass) {
				said = append(said, text)
			}
		}
		for n := range Elements(summary, "a") {
			listed = append(listed, Text(n))
			target := ByID(root, strings.TrimPrefix(Attr(n, "href"), "#"))
			if target == nil || !slices.Contains([]string{"input", "select", "textarea", "button"}, target.Data) || isHidden(target) {
				faults = append(faults, fmt.Sprintf("summary: %q does not lead to a control", Text(n)))
			}
		}
		if !slices.Equal(said, listed) {
			faults = append(faults, fmt.Sprintf("the summary says\n%q\nand the places say\n%q", listed, said))
		}
		return append(faults, invalidWithoutReason(root, problemClass)...)
	}
}

// invalidWithoutReason finds controls that are marked wrong and are not
// described by a problem themselves: what describes a group around them is read
// out when the focus enters the group, and not when a link leads to the control.
func invalidWithoutReason(root *html.Node, problemClass string) (faults []string) {
	for n := range Elements(root, "input", "select", "textarea") {
		if Attr(n, "aria-invalid") != "true" {
			continue
		}
		reason := false
		for id := range strings.FieldsSeq(Attr(n, "aria-describedby")) {
			described := ByID(root, id)
			reason = reason || described != nil && Text(described) != "" && strings.Contains(Attr(described, "class"), problemClass)
		}
		if !reason {
			faults = append(faults, name(n)+": marked as wrong without saying why")
		}
	}
	return faults
}

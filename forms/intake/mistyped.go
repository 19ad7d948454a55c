package intake

import (
	"net/http"
	"net/url"
	"strings"
	"unicode"
)

// An address in a letter or a mail arrives with what stood behind it, or in
// capitals. Whoever follows it meant the page.

// inquiryNamed is the inquiry that the first part of a path names in letters of any
// case, nil if none, with the rest of the path.
func (s *Service) inquiryNamed(path string) (i *served, rest string) {
	path, found := strings.CutPrefix(path, s.config.Prefix+"/")
	if !found {
		return nil, ""
	}
	id, rest, _ := strings.Cut(path, "/")
	return s.inquiries[strings.ToLower(id)], rest
}

// meant is the address of the page that a mistyped address of it stands for: one
// with a slash, a full stop, a bracket or the like at its end, or with letters in
// capitals. It is empty if there is no such page. Only what the service knows goes
// into it, and of the query the language and a personal link.
func (s *Service) meant(u *url.URL) string {
	path := strings.TrimRightFunc(u.Path, func(r rune) bool {
		return r == '/' || unicode.IsSpace(r) || strings.ContainsRune(`.,;:!?)]}>'"*_»”’…`, r)
	})
	i, rest := s.inquiryNamed(path)
	if i == nil {
		return ""
	}
	address, ok := i.meant(strings.ToLower(rest))
	if !ok || s.config.Prefix+address == u.Path {
		return ""
	}
	query, kept := u.Query(), url.Values{}
	if asked := query.Get("lang"); i.pages.has(asked) {
		kept.Set("lang", asked)
	}
	if secret := query.Get(linkName); secret != "" { // which nobody types
		kept.Set(linkName, secret)
	}
	if len(kept) > 0 {
		address += "?" + kept.Encode()
	}
	return s.link(address)
}

// meant is the path of the page of the inquiry that the rest of a path names, in
// small letters, and whether there is one: of a language, of a kind in it, of a
// receipt of that.
func (i *served) meant(rest string) (address string, ok bool) {
	if rest == "" {
		return "/" + i.id(), true
	}
	language, page, _ := strings.Cut(rest, "/")
	k := i.taken[0]
	if name, more, _ := strings.Cut(page, "/"); name != "" && i.kind(name) != nil {
		k, page = i.kind(name), more
	}
	receipt, isReceipt := strings.CutPrefix(page, "receipt/")
	switch {
	case !i.pages.has(language):
		return "", false
	case page == "":
		return k.path(language), true
	case isReceipt && isID(receipt):
		return k.path(language) + "/receipt/" + receipt, true
	default:
		return "", false
	}
}

// redirectMeant leads from a mistyped address of a page to the page, and reports
// whether it has. A form that was sent there is sent again.
func (s *Service) redirectMeant(w http.ResponseWriter, r *http.Request) bool {
	address := s.meant(r.URL)
	if address == "" {
		return false
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Location", address)
	w.WriteHeader(http.StatusPermanentRedirect)
	return true
}

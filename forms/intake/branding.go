package intake

import (
	"net/http"

	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/forms/view"
)

// styles are those of whole pages: a form within a page of another site has the looks of
// that, and none of the brand's.
func (c *Config) styles() string { return style.CSS() + c.Brand.CSS() }

// brand is what stands at the top of a page.
func (s *Service) brand(language string) view.Node {
	return s.config.Brand.Node(language, func(p *brand.Picture) string { return s.link("/assets/" + s.names.pictures[p]) })
}

// accessibilityName is the address of the accessibility statement beneath the service's.
const accessibilityName = "accessibility"

// statementAddress is that of the accessibility statement in the language; empty if there is
// none.
func (s *Service) statementAddress(language string) string {
	if s.config.Statement == nil {
		return s.config.AccessibilityStatement.In(language)
	}
	return s.link("/"+accessibilityName) + "?lang=" + language
}

// getStatement shows the accessibility statement.
func (s *Service) getStatement(w http.ResponseWriter, r *http.Request) {
	t := s.languageOf(r)
	page := s.config.Statement.In(t.Language())
	w.Header().Set("Cache-Control", "no-cache")
	s.page(w, r, http.StatusOK, t, page.Title(), view.El("h1", nil, view.Text(page.Title())), page.Body())
}

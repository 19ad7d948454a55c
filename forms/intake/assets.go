package intake

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// Assets are the files that pages load, and what pages must say to load them.
// The zero value has none.
type Assets struct {
	// Files holds the files under names that change with their content, so that
	// a browser never asks for one twice. Beside a file, the same name with .br
	// and .gz is the file compressed. Names have no folders.
	Files fs.FS
	// Head returns what the head of a page with a form must hold. base is the
	// address of the folder of the files, with a slash at its end.
	Head func(base string) []view.Node
	// Preload returns what the head of a page with a form holds beside that if
	// the page stands alone in a window: what makes its widget come sooner. A
	// frame can be one in which no widget works, and gets nothing in vain.
	Preload func(base string) []view.Node
	// Frame returns what the head of a page must hold that is shown in a frame
	// of one of the hosts, which are origins.
	Frame func(base string, hosts []string) []view.Node
	// Mount returns the element around a form that a widget improves.
	Mount func(base string, w Widget, form view.Node) view.Node
	// Embed returns the script that other sites load as /embed.js and that shows
	// the forms of the origin. An empty origin is not known: the script's own tag
	// must tell. Nil means that there is no such script.
	Embed func(origin string) []byte
}

// Widget says what a form's widget needs to work.
type Widget struct {
	Config   string // address of what the form is made from
	Endpoint string // address to which documents are posted as JSON
	State    []byte // what the widget cannot know from Config; empty if nothing
	Style    string // address of the styles, for a page of another site; else empty
}

// assetTypes are the media types of assets. A file of another kind is not
// served.
var assetTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".woff2": "font/woff2",
}

// suffixes are those of files in a content coding.
var suffixes = map[string]string{"br": ".br", "gzip": ".gz"}

// asset answers with a file of the service or of the assets. Pages of other
// origins may load it: it is the same for everybody.
func (s *Service) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	kind := assetTypes[path.Ext(name)]
	content, coding, err := s.openAsset(name, acceptedEncoding(r.Header, "br", "gzip"))
	if kind == "" || err != nil {
		s.notFound(w, r)
		return
	}
	defer content.Close()
	h := w.Header()
	h.Set("Content-Type", kind)
	if kind == assetTypes[".svg"] {
		h.Set(policyHeader, picturePolicy)
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	forEverybody(h)
	h.Add("Vary", "Accept-Encoding")
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = io.Copy(w, content) // a client that has gone away misses nothing else
	}
}

// openAsset finds a file in the content coding, or as it is.
func (s *Service) openAsset(name, coding string) (content io.ReadCloser, found string, err error) {
	if packed, own := s.static[name]; own {
		return io.NopCloser(bytes.NewReader(packed[coding])), coding, nil
	}
	files := s.config.Assets.Files
	if files == nil || strings.ContainsAny(name, `/\`) || !fs.ValidPath(name) {
		return nil, "", fs.ErrNotExist
	}
	if coding != "" {
		if f, err := files.Open(name + suffixes[coding]); err == nil {
			return f, coding, nil
		}
	}
	f, err := files.Open(name)
	if err != nil {
		return nil, "", err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, "", errors.Join(fs.ErrNotExist, f.Close())
	}
	return f, "", nil
}

package intake

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
)

// formFactor is how much longer than the document a posted form may be: names
// of controls and the encoding of non-ASCII letters take room.
const formFactor = 4

// formParts bounds the parts of a multipart form. A form has about ten for each
// person that it asks for.
const formParts = 4000

// isJSON reports whether a request's body says that it is plain JSON.
func isJSON(h http.Header) bool {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind != "application/json" || len(h.Values("Content-Encoding")) > 0 {
		return false
	}
	for name, value := range params {
		if name != "charset" || !strings.EqualFold(value, "utf-8") {
			return false
		}
	}
	return true
}

// readForm reads a posted form of either kind that browsers send, or returns
// the status that says why not.
func (s *Service) readForm(w http.ResponseWriter, r *http.Request) (values url.Values, status int) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || len(r.Header.Values("Content-Encoding")) > 0 || !inUTF8(params) ||
		kind != "application/x-www-form-urlencoded" && kind != "multipart/form-data" {
		return nil, http.StatusUnsupportedMediaType
	}
	body, status := s.readBody(w, r, formFactor*s.config.Limits.Body)
	if status != 0 {
		return nil, status
	}
	if kind == "multipart/form-data" {
		values, err = multipartValues(body, params["boundary"])
	} else {
		values, err = url.ParseQuery(string(body))
	}
	if err != nil {
		return nil, http.StatusBadRequest
	}
	return values, 0
}

var errFormParts = errors.New("intake: too many parts, a part without a name, or one that is not in UTF-8")

// inUTF8 reports whether the parameters of a media type name UTF-8, ASCII, or no
// encoding of characters.
func inUTF8(params map[string]string) bool {
	switch strings.ToLower(params["charset"]) {
	case "", "utf-8", "us-ascii":
		return true
	}
	return false
}

// plainPart reports whether a part of a form is as it is written, in UTF-8.
func plainPart(h textproto.MIMEHeader) bool {
	_, params, err := mime.ParseMediaType(cmp.Or(h.Get("Content-Type"), "text/plain"))
	switch strings.ToLower(h.Get("Content-Transfer-Encoding")) {
	case "", "7bit", "8bit", "binary":
		return err == nil && inUTF8(params)
	}
	return false
}

// multipartValues reads a multipart form without files. The form has no file
// inputs, so what calls itself one is read as its text.
func multipartValues(body []byte, boundary string) (url.Values, error) {
	if boundary == "" {
		return nil, errFormParts
	}
	values := url.Values{}
	reader := multipart.NewReader(bytes.NewReader(body), boundary)
	for range formParts {
		part, err := reader.NextRawPart()
		if err == io.EOF { // one that is wrapped means that the form was cut off
			return values, nil
		}
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		name := part.FormName()
		if name == "" || !plainPart(part.Header) {
			return nil, errFormParts
		}
		values.Add(name, string(text))
	}
	return nil, errFormParts
}

package intake

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"path"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/internal/fingerprint"
)

var (
	//go:embed style/organizer.css
	organizerCSS string
	//go:embed style/icon.svg
	iconFile string
)

// small packs files of less than 64 KiB as well as can be.
var small = brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 16}

// static are the files that this package brings itself, by their names with a
// hash, as they are and in each content coding.
type static map[string]map[string][]byte

// staticNames are the names by which these files are served.
type staticNames struct {
	form, organizer, icon string
	styles                string                    // of whole pages: those of the form, and of the brand
	page                  string                    // the same as a file
	pictures              map[*brand.Picture]string // of the brand
}

// newStatic packs the files and returns their names.
func newStatic(c *Config) (files static, names staticNames, err error) {
	files, names.pictures, names.styles = static{}, map[*brand.Picture]string{}, c.styles()
	for _, f := range []struct {
		served        *string
		name, content string
	}{
		{&names.form, "form.css", style.CSS()},
		{&names.organizer, "organizer.css", organizerCSS},
		{&names.icon, "icon.svg", iconFile},
	} {
		if *f.served, err = files.add(f.name, f.content); err != nil {
			return nil, staticNames{}, err
		}
	}
	if names.page, err = files.add("form.css", names.styles); err != nil {
		return nil, staticNames{}, err
	}
	for _, p := range c.Brand.Pictures() {
		if names.pictures[p], err = files.add("logo"+path.Ext(p.Name), string(p.Content)); err != nil {
			return nil, staticNames{}, err
		}
	}
	return files, names, nil
}

// add packs a file and returns the name by which it is served, which changes
// with its content.
func (f static) add(name, content string) (hashed string, err error) {
	hashed = fingerprint.Name(name, []byte(content))
	f[hashed], err = pack(name, []byte(content))
	return hashed, err
}

// pack returns a file as it is and in each content coding.
func pack(name string, content []byte) (map[string][]byte, error) {
	packed := map[string][]byte{"": content}
	for coding, open := range map[string]func(io.Writer) io.WriteCloser{
		"br":   func(w io.Writer) io.WriteCloser { return brotli.NewWriterOptions(w, small) },
		"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	} {
		var out bytes.Buffer
		w := open(&out)
		if _, err := w.Write(content); err != nil {
			return nil, fmt.Errorf("intake: packing %s: %w", name, err)
		}
		if err := w.Close(); err != nil {
			return nil, fmt.Errorf("intake: packing %s: %w", name, err)
		}
		packed[coding] = out.Bytes()
	}
	return packed, nil
}

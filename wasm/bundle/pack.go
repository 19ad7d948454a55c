package bundle

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/internal/fingerprint"
)

// variants are the suffixes of files in the content codings that web servers
// choose from when they are told to.
var variants = []string{"", ".br", ".gz"}

// The script for other pages, and the same as a module.
const (
	embedScript = "embed.js"
	embedModule = "embed-module.js"
)

// addAssets adds the files of the widget, under names that change with their content. The script for other pages has a name that stays,
// and is told the origin of the folder if that is known.
func (b *builder) addAssets() error {
	widget := b.options.Widget
	for logical, asset := range widget.Manifest() {
		if logical == embedScript {
			continue
		}
		name := assets + asset.Name
		for _, suffix := range variants {
			data, err := fs.ReadFile(widget.Files(), asset.Name+suffix)
			if err != nil {
				return fmt.Errorf("bundle: the widget: %w", err)
			}
			b.add(name+suffix, data)
		}
	}
	b.addPacked(embedScript, widget.Embed(originOf(b.options.BaseURL)))
	b.addPacked(embedModule, widget.EmbedModule())
	return nil
}

// originOf returns the origin of an address, or nothing if there is none in it.
func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

func (b *builder) add(name string, data []byte) {
	b.files = append(b.files, File{Name: name, Data: data})
}

// addPacked adds a file and its variants.
func (b *builder) addPacked(name string, data []byte) {
	b.add(name, data)
	b.add(name+".br", packed(data, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.BestCompression) }))
	b.add(name+".gz", packed(data, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }))
}

func packed(data []byte, pack func(io.Writer) io.WriteCloser) []byte {
	var out bytes.Buffer
	w := pack(&out)
	if _, err := w.Write(data); err != nil {
		panic("bundle: " + err.Error()) // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic("bundle: " + err.Error())
	}
	return out.Bytes()
}

// IntegrityFile is the name of the file that lists the others, with what their
// content is: the values of HTML's integrity attribute. It is also how a folder
// is known to be a bundle.
const IntegrityFile = "integrity.json"

func (b *builder) addIntegrity() {
	values := map[string]string{}
	for _, f := range b.files {
		values[f.Name] = fingerprint.Integrity(f.Data)
	}
	text, err := json.MarshalIndent(values, "", "  ")
	if err != nil {
		panic("bundle: " + err.Error()) // texts can be written
	}
	b.add(IntegrityFile, append(text, '\n'))
}

func (b *builder) index(name string) int {
	return slices.IndexFunc(b.files, func(f File) bool { return f.Name == name })
}

func (b *builder) has(name string) bool { return b.index(name) >= 0 }

// find returns a file that was added.
func (b *builder) find(name string) []byte {
	if i := b.index(name); i >= 0 {
		return b.files[i].Data
	}
	panic("bundle: " + strings.TrimSpace(name) + " comes too late")
}

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/internal/fingerprint"
	"github.com/hytekit/hytekit/wasm"
)

// file is a built file before it has its final name.
type file struct {
	name string // logical name
	kind string // media type
	data []byte
}

// hashed returns the file's final name.
func (f file) hashed() string { return fingerprint.Name(f.name, f.data) }

// write empties the output folder of earlier builds and fills it. The manifest
// comes last, so that a build that breaks off leaves no widget, never half a one.
func (b *builder) write(files []file) error {
	if err := b.clear(); err != nil {
		return err
	}
	manifest := wasm.Manifest{}
	for _, f := range files {
		asset, err := b.pack(f)
		if err != nil {
			return err
		}
		manifest[f.name] = asset
	}
	data, err := json.MarshalIndent(manifest, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(b.out, "manifest.json"), append(data, '\n'), 0o644)
}

// clear removes what an earlier build wrote, by the manifest first and then by
// the names that this program gives. Other files are not ours.
func (b *builder) clear() error {
	if err := os.MkdirAll(b.out, 0o755); err != nil {
		return err
	}
	for _, pattern := range []string{"manifest.json", "widget-*.wasm*", "page-*.js*", "runtime-*.js*", "frame-*.js*", "embed-*.js*"} {
		old, err := filepath.Glob(filepath.Join(b.out, pattern))
		if err != nil {
			return err
		}
		for _, path := range old {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// pack writes a file and its compressed variants.
func (b *builder) pack(f file) (wasm.Asset, error) {
	br, gz, err := b.compress(f.data)
	if err != nil {
		return wasm.Asset{}, err
	}
	name := f.hashed()
	for suffix, data := range map[string][]byte{"": f.data, ".br": br, ".gz": gz} {
		if err := os.WriteFile(filepath.Join(b.out, name+suffix), data, 0o644); err != nil {
			return wasm.Asset{}, err
		}
	}
	return wasm.Asset{
		Name: name, Type: f.kind, Integrity: fingerprint.Integrity(f.data),
		Size: len(f.data), Brotli: len(br), Gzip: len(gz),
	}, nil
}

// windows are those of brotli that are tried, as powers of two. A larger one need not
// make a smaller file: the same code in another order takes kilobytes more with one of
// them, and less with the next.
var windows = []int{21, 22, 24}

func (b *builder) compress(data []byte) (br, gz []byte, err error) {
	quality, level, tried := brotli.BestCompression, gzip.BestCompression, windows
	if b.quick {
		quality, level, tried = 1, gzip.BestSpeed, windows[:1]
	}
	var gzBuffer bytes.Buffer
	gzWriter, err := gzip.NewWriterLevel(&gzBuffer, level)
	if err != nil {
		return nil, nil, err
	}
	if err := writeAll(gzWriter, data); err != nil {
		return nil, nil, err
	}
	packed := make([]bytes.Buffer, len(tried))
	failed := make([]error, len(tried))
	var all sync.WaitGroup
	for i, window := range tried {
		all.Go(func() {
			failed[i] = writeAll(brotli.NewWriterOptions(&packed[i], brotli.WriterOptions{Quality: quality, LGWin: window}), data)
		})
	}
	all.Wait()
	br = packed[0].Bytes()
	for i := range packed {
		if packed[i].Len() < len(br) {
			br = packed[i].Bytes()
		}
	}
	return br, gzBuffer.Bytes(), errors.Join(failed...)
}

func writeAll(w io.WriteCloser, data []byte) error {
	if _, err := w.Write(data); err != nil {
		return err
	}
	return w.Close()
}

package documents_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
)

func BenchmarkReader(b *testing.B) {
	document := `{"a":"` + strings.Repeat("x", 900) + `"}`
	for name, input := range map[string]string{
		"lines": strings.Repeat(document+"\n", 10_000),
		"array": "[" + strings.Repeat(document+",", 10_000) + "0]",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(input)))
			for b.Loop() {
				r := documents.NewReader(strings.NewReader(input), 1<<20)
				for {
					d, err := r.Next()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil || bytes.IndexByte(d.Text, '\n') >= 0 {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// Command gen writes the base schemas of package schema. Run it by go
// generate, in the folder of that package.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema/internal/derive"
	"github.com/hytekit/hytekit/schema/internal/schemaid"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "schema/internal/gen:", err)
		os.Exit(1)
	}
}

func run() error {
	source, err := derive.NewSource("../hyte")
	if err != nil {
		return err
	}
	for _, d := range kinds.All() {
		s, err := source.Document(d)
		if err != nil {
			return err
		}
		text, err := s.Write()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join("base", d.Name()+schemaid.Suffix), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Command gen writes the tables of package area. Run it by go generate, in
// the folder of that package.
package main

import (
	"fmt"
	"os"

	"github.com/hytekit/hytekit/hyte/area/internal/register"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	r, err := register.Load(os.DirFS("data"))
	if err != nil {
		return fmt.Errorf("the folder data:\n%w", err)
	}
	files, err := r.Files()
	if err != nil {
		return err
	}
	for name, source := range files {
		if err := os.WriteFile(name, source, 0o644); err != nil {
			return err
		}
	}
	return nil
}

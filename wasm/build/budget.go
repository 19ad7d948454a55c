package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/hytekit/hytekit/wasm"
)

// budgets are the greatest sizes, in bytes of brotli, that the files of the
// form's widget may have. What is smaller stays small: a build that is over its
// budget fails.
func (b *builder) budgets() map[string]int {
	sizes := map[string]int{"widget.wasm": 1_688_000, "page.js": 9_900, "runtime.js": 8_000, "frame.js": 2_000, "embed.js": 6_200}
	if b.trim {
		// Of this, 3 kB are luck: the order of functions alone moves the size by as much.
		sizes["widget.wasm"] = 1_048_000
	}
	return sizes
}

// report prints the sizes of what stands in the folder now, and fails if one
// is over its budget.
func (b *builder) report() error {
	widget, err := wasm.From(os.DirFS(b.out))
	if err != nil {
		return err
	}
	budgets := b.budgets()
	var over error
	table := tabwriter.NewWriter(b.log, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "bytes\tgzip\tbrotli\tbudget\t")
	for _, name := range slices.Sorted(maps.Keys(widget.Manifest())) {
		a := widget.Manifest()[name]
		fmt.Fprintf(table, "%d\t%d\t%d\t%d\t  %s\n", a.Size, a.Gzip, a.Brotli, budgets[name], a.Name)
		if a.Brotli > budgets[name] {
			over = errors.Join(over, fmt.Errorf("%s has %d bytes of brotli, %d more than its budget", a.Name, a.Brotli, a.Brotli-budgets[name]))
		}
	}
	return errors.Join(table.Flush(), over)
}

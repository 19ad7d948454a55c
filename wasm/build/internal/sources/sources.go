// Package sources tells whether the loader's bundled scripts were made from
// the files that are there now.
package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// SumFile is the name of the file, beside the bundled scripts, that holds the
// sum of what they were made from.
const SumFile = "sources.sum"

// Sum returns a SHA-256 sum of the names and contents of the loader's files,
// in hexadecimal digits. A folder without scripts is an error.
func Sum(loader fs.FS) (string, error) {
	names, err := fs.Glob(loader, "*.js")
	if err != nil {
		return "", err
	}
	if len(names) == 0 {
		return "", fmt.Errorf("the loader has no scripts: %w", fs.ErrNotExist)
	}
	sum := sha256.New()
	for _, name := range names { // Glob sorts them
		text, err := fs.ReadFile(loader, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Command pseudolanguage adds a made-up language to the program without touching its code or
// its folder: for each English catalog beneath the working directory it writes one in that
// language into a folder, and prints the arguments of go build that put them beside the others.
//
//	go build $(go run ./scripts/pseudolanguage FOLDER) -o hyte ./cmd/hyte
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/hytekit/hytekit/internal/pseudo"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pseudolanguage:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("the only argument is the folder for the catalogs")
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	var overlay struct{ Replace map[string]string }
	overlay.Replace = map[string]string{}
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "node_modules" || entry.Name() == "testdata":
			return filepath.SkipDir
		case entry.Name() != "en.json":
			return nil
		}
		written := filepath.Join(args[0], strconv.Itoa(len(overlay.Replace))+".json")
		overlay.Replace[filepath.Join(filepath.Dir(path), pseudo.Language+".json")] = written
		return write(path, written)
	})
	if err != nil {
		return err
	}
	text, err := json.Marshal(overlay)
	if err != nil {
		return err
	}
	file := filepath.Join(args[0], "overlay.json")
	fmt.Println("-overlay=" + file)
	return os.WriteFile(file, text, 0o600)
}

func write(english, to string) error {
	data, err := os.ReadFile(english)
	if err != nil {
		return err
	}
	if data, err = pseudo.Catalog(data); err != nil {
		return fmt.Errorf("%s: %w", english, err)
	}
	return os.WriteFile(to, data, 0o600)
}

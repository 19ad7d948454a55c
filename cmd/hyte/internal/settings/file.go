package settings

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/pflag"
)

// readFile takes the settings of a file of TOML, whose names are those of the flags:
//
//	listen = "127.0.0.1:9000"
//	call = ["spring.json", "autumn.json"]
//	accessibility-statement = {fi = "https://www.example.fi/saavutettavuus"}
func (s *Settings) readFile(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("--%s: %w", FileFlag, err)
	}
	values := map[string]any{}
	if _, err := toml.Decode(string(content), &values); err != nil {
		var broken toml.ParseError
		if errors.As(err, &broken) {
			return fmt.Errorf("%s:%d: %s", path, broken.Position.Line, broken.Message)
		}
		return fmt.Errorf("%s: it is no TOML", path)
	}
	var all []given
	for _, name := range slices.Sorted(maps.Keys(values)) {
		place := path + ": " + name
		f := s.find(name)
		switch {
		case name == FileFlag:
			return fmt.Errorf("%s: a file cannot name another one", place)
		case f == nil:
			return fmt.Errorf("%s: there is no such setting%s", place, s.nearest(name, func(known string) string { return known }))
		}
		texts, err := textsOf(f, values[name])
		if err != nil {
			return fmt.Errorf("%s: %w", place, err)
		}
		all = append(all, given{f, place, "file " + path, texts})
	}
	return s.put(all)
}

// textsOf are a value of a file as the flag takes it.
func textsOf(f *pflag.Flag, value any) ([]string, error) {
	switch {
	case isPairs(f):
		named, ok := value.(map[string]any)
		if !ok {
			return nil, errors.New(`write it as {name = "value"}`)
		}
		var texts []string
		for _, name := range slices.Sorted(maps.Keys(named)) {
			text, ok := scalar(named[name])
			if !ok {
				return nil, fmt.Errorf("%s: write one value", name)
			}
			texts = append(texts, pair(f, name, text))
		}
		return texts, nil
	case isList(f):
		if text, ok := value.(string); ok {
			return []string{text}, nil
		}
		items, ok := value.([]any)
		if !ok {
			return nil, errors.New(`write it as ["one", "another"]`)
		}
		var texts []string
		for _, item := range items {
			text, ok := item.(string)
			if !ok {
				return nil, errors.New(`write it as ["one", "another"]`)
			}
			texts = append(texts, text)
		}
		return texts, nil
	}
	text, ok := scalar(value)
	if !ok {
		return nil, errors.New("write one value")
	}
	return []string{text}, nil
}

// pair is a named value as the flag takes it. That of pflag reads several from one text,
// as a line of CSV.
func pair(f *pflag.Flag, name, value string) string {
	text := name + "=" + value
	if f.Value.Type() != "stringToString" {
		return text
	}
	var line strings.Builder
	w := csv.NewWriter(&line)
	_ = w.Write([]string{text}) // a strings.Builder takes everything
	w.Flush()
	return strings.TrimSuffix(line.String(), "\n")
}

// scalar is a value that is neither a list nor a table nor a date.
func scalar(value any) (string, bool) {
	switch value.(type) {
	case string, bool, int64, float64:
		return fmt.Sprint(value), true
	}
	return "", false
}

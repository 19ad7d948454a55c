// Package settings fills the flags of a command from the environment and from one file:
// what a flag says comes first, then the environment, then the file, then the default.
package settings

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/pflag"
)

// Prefix is what the names of variables begin with: --base-url is HYTE_BASE_URL.
const Prefix = "HYTE_"

// fileSuffix ends the name of a variable that names a file with the value in it.
const fileSuffix = "_FILE"

// FileFlag is the flag that names the file of settings.
const FileFlag = "config"

// Annotations of flags.
const (
	flagOnly = "hyte-flag-only"
	secret   = "hyte-secret"
)

// FlagOnly marks a flag that no file and no variable can set, as it means this one run.
func FlagOnly(flags *pflag.FlagSet, name string) { annotate(flags, name, flagOnly) }

// Secret marks a flag whose value is never shown.
func Secret(flags *pflag.FlagSet, name string) { annotate(flags, name, secret) }

func annotate(flags *pflag.FlagSet, name, what string) {
	if err := flags.SetAnnotation(name, what, []string{"true"}); err != nil {
		panic("settings: " + err.Error()) // there is no such flag
	}
}

// Pairs is a [pflag.Value] with several named values. Its Set takes NAME=VALUE and keeps
// the others.
type Pairs interface {
	pflag.Value
	// Pairs are the values in force, by name.
	Pairs() map[string]string
	// IsSet reports whether the value of a name was given, and is not the default.
	IsSet(name string) bool
}

// Settings are the flags of a command with where their values come from.
type Settings struct {
	flags *pflag.FlagSet
	from  map[string]string // by the name of the flag
}

// Load fills what the command line has not set. The environment is as of [os.Environ].
// The errors name the variable, or the file and the line or name in it, and what may be
// written; never a value. What is unknown is an error, as nobody would notice that it does
// nothing.
func Load(flags *pflag.FlagSet, environment []string) (*Settings, error) {
	s := &Settings{flags: flags, from: map[string]string{}}
	flags.Visit(func(f *pflag.Flag) { s.from[f.Name] = "flag --" + f.Name })
	if err := s.readEnvironment(environment); err != nil {
		return nil, err
	}
	if f := flags.Lookup(FileFlag); f != nil && f.Value.String() != "" {
		if err := s.readFile(f.Value.String()); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// From says where the value of a flag comes from: "flag --listen", "environment
// HYTE_LISTEN", "file hyte.toml" or "default".
func (s *Settings) From(name string) string {
	if from, ok := s.from[s.flags.Lookup(name).Name]; ok {
		return from
	}
	return "default"
}

// SetFrom notes that the value of a flag comes from somewhere else, such as "arguments".
func (s *Settings) SetFrom(name, from string) { s.from[s.flags.Lookup(name).Name] = from }

// IsFlag reports whether the command line has set it.
func (s *Settings) IsFlag(name string) bool { return strings.HasPrefix(s.From(name), "flag ") }

// settable are the names of the flags that files and variables can set.
func (s *Settings) settable() (names []string) {
	s.flags.VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && f.Annotations[flagOnly] == nil {
			names = append(names, f.Name)
		}
	})
	return names
}

// find is the flag of a name that files and variables can set, or nil.
func (s *Settings) find(name string) *pflag.Flag {
	f := s.flags.Lookup(name)
	if f == nil || !slices.Contains(s.settable(), f.Name) {
		return nil
	}
	return f
}

// given is a value that was found for a flag: one text, or several, or named ones.
type given struct {
	flag  *pflag.Flag
	place string // in errors
	from  string // in what is shown
	texts []string
}

// put sets flags, unless something before has set them. What comes twice from the same
// place is an error: nobody could tell which counts.
func (s *Settings) put(all []given) error {
	seen := map[string]string{}
	for _, g := range all {
		if other, twice := seen[g.flag.Name]; twice {
			return fmt.Errorf("%s: %s has set --%s already; give one of them", g.place, other, g.flag.Name)
		}
		seen[g.flag.Name] = g.place
		before, set := s.from[g.flag.Name]
		if set && !isPairs(g.flag) {
			continue
		}
		for _, text := range s.unset(g) {
			if err := s.flags.Set(g.flag.Name, text); err != nil {
				return fmt.Errorf("%s: %w", g.place, reasonOf(g.flag, err))
			}
		}
		if set {
			g.from = before + ", " + g.from
		}
		s.from[g.flag.Name] = g.from
	}
	return nil
}

// unset are the texts of a value, without the named values that something before has set.
func (s *Settings) unset(g given) []string {
	if !isPairs(g.flag) {
		return g.texts
	}
	known := s.pairsOf(g.flag) // those of pflag have no defaults
	isSet := func(name string) bool { _, set := known[name]; return set }
	if pairs, ours := g.flag.Value.(Pairs); ours {
		isSet = pairs.IsSet
	}
	earlier := map[string]bool{}
	for _, text := range g.texts {
		name, _, _ := strings.Cut(text, "=")
		earlier[text] = isSet(strings.TrimPrefix(name, `"`)) // that of a line of CSV
	}
	return slices.DeleteFunc(slices.Clone(g.texts), func(text string) bool { return earlier[text] })
}

// reasonOf is an error of a flag without the value, which may be a secret. Our own flags
// do not repeat it.
func reasonOf(f *pflag.Flag, err error) error {
	switch f.Value.Type() {
	case "int":
		return errors.New("write a whole number")
	case "bool":
		return errors.New("write true or false")
	case "duration":
		return errors.New("write a duration such as 90s or 10m")
	case "stringToString":
		return errors.New("write NAME=VALUE")
	case "stringToInt":
		return errors.New("write NAME=NUMBER")
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return errors.Unwrap(invalid)
	}
	return err
}

// isList reports whether a flag can be repeated.
func isList(f *pflag.Flag) bool {
	_, list := f.Value.(pflag.SliceValue)
	return list
}

// isPairs reports whether a flag has named values.
func isPairs(f *pflag.Flag) bool {
	_, pairs := f.Value.(Pairs)
	return pairs || f.Value.Type() == "stringToString" || f.Value.Type() == "stringToInt"
}

// pairsOf are the named values of a flag that has them.
func (s *Settings) pairsOf(f *pflag.Flag) map[string]string {
	if pairs, ours := f.Value.(Pairs); ours {
		return pairs.Pairs()
	}
	if texts, err := s.flags.GetStringToString(f.Name); err == nil {
		return texts
	}
	pairs := map[string]string{}
	numbers, _ := s.flags.GetStringToInt(f.Name)
	for name, n := range numbers {
		pairs[name] = strconv.Itoa(n)
	}
	return pairs
}

// readEnvironment takes the variables whose names begin with the prefix. An empty one is
// as none.
func (s *Settings) readEnvironment(environment []string) error {
	var all []given
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, Prefix) || value == "" {
			continue
		}
		place := "environment " + name
		f := s.find(flagOf(name))
		if whole, ok := strings.CutSuffix(name, fileSuffix); f == nil && ok {
			if f = s.find(flagOf(whole)); f != nil {
				content, err := os.ReadFile(value)
				if err != nil {
					return fmt.Errorf("%s: %w", place, err)
				}
				value = strings.TrimSpace(string(content))
			}
		}
		if f == nil {
			return fmt.Errorf("%s: there is no such setting%s", place, s.nearest(flagOf(name), variableOf))
		}
		texts := []string{value}
		if isList(f) || isPairs(f) {
			texts = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '\n' })
			for i := range texts {
				texts[i] = strings.TrimSpace(texts[i])
			}
		}
		all = append(all, given{f, place, place, texts})
	}
	return s.put(all)
}

func flagOf(variable string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(variable, Prefix), "_", "-"))
}

func variableOf(flag string) string {
	return Prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// nearest names the setting that was probably meant, as it is written there.
func (s *Settings) nearest(name string, written func(string) string) string {
	best, distance := "", len(name)/2+1 // farther than that is another word
	for _, known := range s.settable() {
		if d := levenshtein.ComputeDistance(name, known); d < distance {
			best, distance = known, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + written(best) + "?"
}

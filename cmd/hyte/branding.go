package main

import (
	"errors"
	"path/filepath"

	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/spf13/cobra"
)

// looks are the flags that make pages those of an organization.
type looks struct {
	accessibility    map[string]string // addresses
	statement, brand string            // files
}

func (l *looks) add(command *cobra.Command, statement string) {
	flags := command.Flags()
	flags.StringToStringVar(&l.accessibility, "accessibility-statement", nil, "`LANG=ADDRESS` of the accessibility statement; can be repeated")
	flags.Lookup("accessibility-statement").DefValue = "" // help would show an empty list
	flags.StringVar(&l.statement, "accessibility", "", "`FILE` with what the accessibility statement says, as JSON: "+statement)
	flags.StringVar(&l.brand, "brand", "", "`FILE` with your organization's name, logo and colors for every page, as JSON")
	if err := errors.Join(command.MarkFlagFilename("brand", "json"), command.MarkFlagFilename("accessibility", "json")); err != nil {
		panic("hyte: " + err.Error())
	}
}

// read reads the files. Without a statement it is nil.
func (l *looks) read(a *app) (s *statement.Statement, b brand.Brand, err error) {
	if l.statement != "" && len(l.accessibility) > 0 {
		return nil, b, usagef("--accessibility shows the accessibility statement here, and --accessibility-statement says that it is elsewhere: give one of them")
	}
	if l.statement == "" && len(l.accessibility) == 0 {
		a.notice("there is no accessibility statement, which a public body must have (306/2019): give --accessibility, or --accessibility-statement if it is elsewhere")
	}
	if l.statement != "" {
		if s, err = a.readStatement(l.statement); err != nil {
			return nil, b, err
		}
	}
	if l.brand != "" {
		b, err = a.readBrand(l.brand)
	}
	return s, b, err
}

// readStatement reads the file of an accessibility statement.
func (a *app) readStatement(path string) (*statement.Statement, error) {
	text, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	s, violations := statement.Read(text)
	if violations.Invalid() {
		return nil, a.unsound(inLanguage("en", statement.Texts().Over(a.kinds.texts)), path, text, violations)
	}
	return s, nil
}

// readBrand reads the file of a brand, and the pictures beside it.
func (a *app) readBrand(path string) (brand.Brand, error) {
	text, err := a.readDocument(path)
	if err != nil {
		return brand.Brand{}, err
	}
	file, violations := brand.Read(text)
	if violations.Invalid() {
		return brand.Brand{}, a.unsound(inLanguage("en", a.kinds.texts), path, text, violations)
	}
	b, err := file.Make(func(name string) ([]byte, error) {
		return a.readFile(filepath.Join(filepath.Dir(path), name), brand.MaxPicture)
	})
	if err != nil {
		return brand.Brand{}, usagef("--brand: %s cannot be used:\n%v", printable(path), err)
	}
	return *b, nil
}

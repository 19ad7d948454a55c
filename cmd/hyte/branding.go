package main

import (
	"path/filepath"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/style/brand"
)

// dress reads what makes the pages those of an organization.
func (a *app) dress(config *intake.Config, f *serveFlags) error {
	if f.statement != "" && len(f.accessibility) > 0 {
		return usagef("--accessibility shows the accessibility statement here, and --accessibility-statement says that it is elsewhere: give one of them")
	}
	if f.statement == "" && len(f.accessibility) == 0 {
		a.notice("there is no accessibility statement, which a public body must have (306/2019): give --accessibility, or --accessibility-statement if it is elsewhere")
	}
	if f.statement != "" {
		text, err := a.readDocument(f.statement)
		if err != nil {
			return err
		}
		s, violations := statement.Read(text)
		if violations.Invalid() {
			return a.unsound(inLanguage("en", statement.Texts().Over(a.kinds.texts)), f.statement, text, violations)
		}
		config.Statement = s
	}
	if f.brand != "" {
		b, err := a.readBrand(f.brand)
		if err != nil {
			return err
		}
		config.Brand = *b
	}
	return nil
}

// readBrand reads the file of a brand, and the pictures beside it.
func (a *app) readBrand(path string) (*brand.Brand, error) {
	text, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	file, violations := brand.Read(text)
	if violations.Invalid() {
		return nil, a.unsound(inLanguage("en", a.kinds.texts), path, text, violations)
	}
	b, err := file.Make(func(name string) ([]byte, error) {
		return a.readFile(filepath.Join(filepath.Dir(path), name), brand.MaxPicture)
	})
	if err != nil {
		return nil, usagef("--brand: %s cannot be used:\n%v", printable(path), err)
	}
	return b, nil
}

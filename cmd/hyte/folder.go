package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/organization"
)

// inFolders puts the .json files of a folder, and of the folders in it, in its place, in
// the order of their names. What begins with a dot is left out. failed says that a folder
// could not be read, or has no such file.
func (a *app) inFolders(names []string) (files []string, failed bool) {
	for _, name := range names {
		info, err := os.Stat(name)
		if name == standardInput || err != nil || !info.IsDir() {
			files = append(files, name)
			continue
		}
		found, err := jsonFilesIn(name)
		if err == nil && len(found) == 0 {
			err = fmt.Errorf("%s: %w", name, errNoDocuments)
		}
		if err != nil {
			a.notice("%v", err)
			failed = true
		}
		files = append(files, found...)
	}
	return files, failed
}

func jsonFilesIn(folder string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch isHidden := path != folder && strings.HasPrefix(entry.Name(), "."); {
		case err != nil:
			return err
		case isHidden && entry.IsDir():
			return fs.SkipDir
		case !isHidden && !entry.IsDir() && filepath.Ext(path) == ".json":
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

// judgeTogether adds to what is wrong with documents alone what does not fit among them.
func judgeTogether(all []*checkedDocument) {
	if len(all) < 2 {
		return
	}
	var f folder.Folder
	for _, d := range all {
		if d.isUsable() {
			f.Add(d.document)
			continue
		}
		texts, _ := constraint.Texts(d.text)
		f.AddBroken(d.kind, texts["id"])
	}
	for _, d := range all {
		if d.isUsable() {
			d.violations = f.Judge(d.document, d.violations)
		}
	}
}

// isUsable reports whether a document has no error, or none but organizations that it does
// not list: another document may.
func (d *checkedDocument) isUsable() bool {
	return d.document != nil && !slices.ContainsFunc(d.violations, func(v hyte.Violation) bool {
		return v.Severity == hyte.Error && v.Rule != organization.RuleUnknown
	})
}

// readFolder reads the documents of files and folders. What cannot be used is said on
// stderr, with why, and left out; err is then errFound or errFailed.
func (a *app) readFolder(names []string) (f *folder.Folder, err error) {
	files, failed := a.inFolders(names)
	c := inquiryCheck{kinds: &a.kinds}
	var all []*checkedDocument
	for _, name := range files {
		text, problem := a.readDocument(name)
		if problem != nil {
			a.notice("%v", problem)
			failed = true
			continue
		}
		d, problem := c.read(name, text)
		if problem != nil {
			return nil, problem
		}
		all = append(all, d)
	}
	judgeTogether(all)
	f = &folder.Folder{}
	for _, d := range all {
		if d.violations.Invalid() || d.document == nil || !f.Add(d.document) {
			a.notice("%s: left out, as it has errors: hyte check tells which", printable(d.name))
			err = errFound
		}
	}
	if failed {
		err = errFailed
	}
	return f, err
}

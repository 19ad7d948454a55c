package main

import (
	"encoding/json"
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

// The endings of the names of files: with a document, and with answers, one in each line.
const (
	oneDocument = ".json"
	answerLines = ".ndjson"
)

// inFolders puts the files of a folder whose names end in one of the ways, and those of the
// folders in it, in its place, in the order of their names. What begins with a dot is left
// out. failed says that a folder could not be read, or has no such file.
func (a *app) inFolders(names []string, endings ...string) (files []string, failed bool) {
	for _, name := range names {
		info, err := os.Stat(name)
		if name == standardInput || err != nil || !info.IsDir() {
			files = append(files, name)
			continue
		}
		found, err := filesIn(name, endings)
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

func filesIn(folder string, endings []string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch isHidden := path != folder && strings.HasPrefix(entry.Name(), "."); {
		case err != nil:
			return err
		case isHidden && entry.IsDir():
			return fs.SkipDir
		case !isHidden && !entry.IsDir() && slices.Contains(endings, filepath.Ext(path)):
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
		members, _ := constraint.Members(d.text)
		id, _ := textOf(members["id"])
		f.AddBroken(d.kind, id)
	}
	for _, d := range all {
		if d.isUsable() {
			d.violations = f.Judge(d.document, d.violations)
		}
	}
}

// textOf is the text that a member of a document is, if it is one.
func textOf(member []byte) (text string, isText bool) {
	err := json.Unmarshal(member, &text)
	return text, err == nil
}

// isUsable reports whether a document has no error, or none but organizations that it does
// not list: another document may.
func (d *checkedDocument) isUsable() bool {
	return d.document != nil && !slices.ContainsFunc(d.violations, func(v hyte.Violation) bool {
		return v.Severity == hyte.Error && v.Rule != organization.RuleUnknown
	})
}

// readFolder reads the documents of files and folders; answers are files with answers to
// them, which it does not read. What cannot be used is said on stderr, with why, and left
// out; err is then errFound or errFailed.
func (a *app) readFolder(names []string) (f *folder.Folder, answers []string, err error) {
	files, failed := a.inFolders(names, oneDocument, answerLines)
	c := inquiryCheck{kinds: &a.kinds}
	var all []*checkedDocument
	for _, name := range files {
		if filepath.Ext(name) == answerLines {
			answers = append(answers, name)
			continue
		}
		text, problem := a.readDocument(name)
		if problem != nil {
			a.notice("%v", problem)
			failed = true
			continue
		}
		d, problem := c.read(name, text)
		if problem != nil {
			return nil, nil, problem
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
	return f, answers, err
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/wasm/bundle"
	"github.com/spf13/cobra"
)

func (a *app) bundleCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "bundle --call CALL --out DIR [FLAG]...",
		Short: "Writes a call's form as a folder for any web server.",
		Long: `Nothing of hyte runs on that server. The form checks answers in the browser with
the same rules, and whoever fills it in sends it to the call's registry: by
email, as a file or on paper. What was typed stays when the language is changed, and a
draft is saved as a file and opened again. README.md in the folder says how to put it on a server
and the form on a page.

The folder must be new, empty, or one that this command wrote: then what it wrote
is replaced, and other files stay.`,
		Example: a.kinds.help(`  hyte bundle --call call.json --out public/hyte

  # of another kind that answers the call
  hyte bundle --call call.json --kind {other} --out public/{other}

  # for the pages of two sites
  hyte bundle --call call.json --out public/hyte --base-url https://lomakkeet.example.fi/hyte \
    --embed-host https://www.example.fi --embed-host https://intra.example.fi

  # with your name, logo and colors, and your accessibility statement
  hyte bundle --call call.json --out public/hyte --brand brand/brand.json --accessibility brand/accessibility.json`),
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	callAt := addCall(command, "the `CALL` that is answered")
	kind := a.addKind(command)
	flags := command.Flags()
	out := flags.String("out", "", "the folder `DIR`, which is made if it is missing")
	var o bundle.Options
	flags.StringVar(&o.BaseURL, "base-url", "", "`ADDRESS` at which the folder will be, for its README and the script for other pages")
	flags.StringArrayVar(&o.Hosts, "embed-host", nil, "`ORIGIN` of pages of another site that may show the form; can be repeated. Without it, those that the call lists as embedHosts may")
	var looks looks
	looks.add(command, "the folder has it in every language of the form, and every page links to it")
	if err := command.MarkFlagDirname("out"); err != nil {
		panic("hyte: " + err.Error())
	}
	command.RunE = func(*cobra.Command, []string) error {
		if *out == "" {
			return usagef("where to? Give --out DIR")
		}
		for _, host := range o.Hosts {
			if err := intake.CheckOrigin(host); err != nil {
				return usagef("--embed-host %s: %v", host, err)
			}
		}
		inquiry, err := callAt.load(a, "en")
		if err != nil {
			return err
		}
		if o.Widget, err = a.widget(); err != nil {
			return errors.New(withoutPackage(err))
		}
		response, err := a.kinds.response(inquiry, *kind)
		if err != nil {
			return err
		}
		o.Kind, o.Schemas = *response, a.kinds.schemasOf(inquiry)
		o.Now = a.now()
		o.AccessibilityStatement = looks.accessibility
		if o.Statement, o.Brand, err = looks.read(a); err != nil {
			return err
		}
		files, err := bundle.Make(inquiry, o)
		if err != nil {
			return usageError{withoutPackage(err)}
		}
		if err := replaceBundle(*out, files); err != nil {
			return err
		}
		if inquiry.Confirmed() {
			a.notice("answers to %s count when they are confirmed, and a folder of files sends no link for that: whoever enters or accepts an answer at the registry vouches for it", inquiry.ID())
		}
		_, err = fmt.Fprintf(a.stdout, "%s: %d files; %s says how to put them on a server\n", *out, len(files), filepath.Join(*out, "README.md"))
		return err
	}
	return command
}

// replaceBundle writes the files of a bundle in place of those of an earlier
// one. The list of the files comes first, so that a write that breaks off can
// be repeated.
func replaceBundle(folder string, files []bundle.File) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := clearBundle(root); err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	isList := func(f bundle.File) bool { return f.Name == bundle.IntegrityFile }
	if err := writeBelow(root, files[slices.IndexFunc(files, isList)]); err != nil {
		return err
	}
	for _, file := range slices.DeleteFunc(files, isList) {
		if err := writeBelow(root, file); err != nil {
			return err
		}
	}
	return nil
}

func writeBelow(root *os.Root, file bundle.File) error {
	name := filepath.FromSlash(file.Name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return root.WriteFile(name, file.Data, 0o644)
}

// clearBundle removes what an earlier bundle wrote. A folder with something
// else in it is not ours.
func clearBundle(root *os.Root) error {
	text, err := root.ReadFile(bundle.IntegrityFile)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(root.FS(), ".")
		if err == nil && len(entries) > 0 {
			err = usagef("the folder has other files in it; give a new one, or one that hyte bundle wrote")
		}
		return err
	}
	if err != nil {
		return err
	}
	var written map[string]string
	if err := json.Unmarshal(text, &written); err != nil {
		return usagef("%s is not what hyte bundle writes; give another folder", bundle.IntegrityFile)
	}
	for name := range written {
		if err := root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

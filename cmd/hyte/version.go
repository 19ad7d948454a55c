package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Prints the version.",
		Example: "  hyte version",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return a.printVersion() },
	}
}

func (a *app) printVersion() error {
	info, _ := debug.ReadBuildInfo()
	_, err := fmt.Fprintln(a.stdout, "hyte", versionOf(a.version, info))
	return err
}

// versionOf is the version that the linker set; else that of the module, when
// it was fetched as one; else the commit that the program was built from.
func versionOf(linked string, info *debug.BuildInfo) string {
	if linked != "" {
		return linked
	}
	if info == nil {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	setting := map[string]string{}
	for _, s := range info.Settings {
		setting[s.Key] = s.Value
	}
	switch commit := setting["vcs.revision"]; {
	case commit == "":
		return "devel"
	case setting["vcs.modified"] == "true":
		return "devel " + commit + " with changes"
	default:
		return "devel " + commit
	}
}

package main

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/subject"
	"github.com/hytekit/hytekit/hyte/reference"
	"github.com/spf13/cobra"
)

func (a *app) extractCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "extract (--email ADDRESS | --name NAME | --reference CODE) [FLAG]...",
		Short: "Prints what a service has received about one person, or one answer.",
		Long: `Who asks what is kept of them (2016/679 art. 15) is answered from this: one JSON object a
line for each place of each document that tells of the person, with the part of the
document that does. Where a longer text mentions the person, only the place is told,
for the text may tell of others, too. Contacts that are secret are among it: give it
to that person and nobody else.

With --reference it prints the answer whose receipt has that reference, the whole of
it: in small letters, without hyphens and without the letters before it is the same
reference.

It may be used while the service runs.`,
		Example: `  hyte extract --data /var/lib/hyte --email aino.esimerkki@example.fi
  hyte extract --data /var/lib/hyte --name "Aino Esimerkki"
  hyte extract --data /var/lib/hyte --reference KHH-XX3K-6Z33`,
		Args: noArguments,
	}
	store := addStoreFlags(command)
	email := command.Flags().String("email", "", "an `ADDRESS` of the person")
	name := command.Flags().String("name", "", "given `NAME` and family name")
	said := command.Flags().String("reference", "", "the `CODE` on a receipt")
	command.RunE = func(*cobra.Command, []string) error {
		if *said != "" {
			code, ok := reference.Find(*said)
			switch {
			case *email != "" || *name != "":
				return usagef("--reference: without --email and --name")
			case !ok:
				return usagef("--reference %s: a character is missing or wrong", *said)
			}
			return store.withStore(command.Context(), func(store intake.Store) error { return a.extractAnswer(command.Context(), store, code) })
		}
		p, err := personOf(*email, *name)
		if err != nil {
			return err
		}
		return store.withStore(command.Context(), func(store intake.Store) error { return a.extract(command.Context(), store, p) })
	}
	return command
}

// personOf is the person whom the flags mean. The last word of a name is the family name:
// what tells of somebody else by chance is for a person to see.
func personOf(email, name string) (subject.Person, error) {
	p := subject.Person{Email: email}
	words := strings.Fields(name)
	switch {
	case len(words) > 1:
		p.GivenName, p.FamilyName = strings.Join(words[:len(words)-1], " "), words[len(words)-1]
	case len(words) == 1:
		return p, usagef("--name: write given name and family name")
	case email == "":
		return p, usagef("who? Give --email ADDRESS, --name NAME or --reference CODE")
	}
	return p, nil
}

// extracted is one place that tells of the person.
type extracted struct {
	Inquiry    string    `json:"inquiry"`
	Kind       string    `json:"kind"`
	ID         string    `json:"id"`
	ReceivedAt time.Time `json:"receivedAt"`
	subject.Match
}

func (a *app) extract(ctx context.Context, store intake.Store, p subject.Person) error {
	_, err := a.extractAll(ctx, store, func(r *intake.Record) []subject.Match {
		found, err := subject.Find(r.Document, p)
		if err != nil {
			a.notice("the document of record %s is no JSON: look at it by hand", r.ID)
		}
		return found
	})
	return err
}

// extractAnswer prints the answers that a reference names: one, but for a chance.
func (a *app) extractAnswer(ctx context.Context, store intake.Store, code reference.Code) error {
	count, err := a.extractAll(ctx, store, func(r *intake.Record) []subject.Match {
		if r.Entered() || !code.Names(r.ID) {
			return nil
		}
		if !json.Valid(r.Document) {
			a.notice("the document of record %s is no JSON: look at it by hand", r.ID)
			return []subject.Match{{}}
		}
		return []subject.Match{{Part: r.Document}}
	})
	if err == nil && count == 0 {
		a.notice("no answer has this reference")
	}
	return err
}

// extractAll prints what is found in the records, and counts it.
func (a *app) extractAll(ctx context.Context, store intake.Store, find func(*intake.Record) []subject.Match) (count int, err error) {
	counts, err := store.Inquiries(ctx)
	if err != nil {
		return 0, err
	}
	out := a.output()
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		for r, err := range store.Records(ctx, id) {
			if err != nil {
				return count, err
			}
			for _, m := range find(&r) {
				count++
				if err := lines.Encode(extracted{r.Inquiry, r.Kind, r.ID, r.ReceivedAt, m}); err != nil {
					return count, err
				}
			}
		}
	}
	return count, out.Flush()
}

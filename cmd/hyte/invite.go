package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/spf13/cobra"
)

// inviteFlags are what `hyte invite` was told.
type inviteFlags struct {
	organizations []string
	baseURL       string
	linkKey       string
	expires       day
	revoke, mail  bool
	addresses     *string     // for mail
	store         *storeFlags // for revoke and mail
	language      *choice
}

func (a *app) inviteCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "invite CALL [FLAG]...",
		Short: "Makes a personal link for each organization that a call asks.",
		Long: `The links are printed as a table (CSV) for the letters: the organization's id and name,
the languages in which it is written to, and its link. Whoever has the link answers
for the organization, replaces its answer and takes it back; so give each link to its
receiver only, and keep the table safe.

The key that signs the links is in the file of --link-key-file, which is made if it
is missing. Keep it apart from the database, and give it to hyte serve, too. A link
is kept nowhere: every run makes new ones, beside those that hold already.

With --mail, each organization gets its link by a letter in its languages, which the
service sends (hyte serve --mail with the same key); no table is printed and no key is
needed here. Who was sent a link that still holds gets none, unless it is named.

With --revoke, links that were made before now end, of all organizations or of those
that are named, and none are made. It may be used while the service runs.`,
		Example: `  hyte invite call.json --base-url https://lomakkeet.example.fi --link-key-file link-key > links.csv

  # by mail, and then once more to one organization
  hyte invite call.json --mail --data /var/lib/hyte --addresses addresses.csv
  hyte invite call.json --mail --data /var/lib/hyte --addresses addresses.csv --organization municipality:109

  # again for one organization, whose link came into wrong hands
  hyte invite call.json --revoke --data /var/lib/hyte --organization municipality:109
  hyte invite call.json --base-url https://lomakkeet.example.fi --link-key-file link-key --organization municipality:109`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("which call? Give one CALL")
			}
			return nil
		},
	}
	f := new(inviteFlags)
	flags := command.Flags()
	flags.StringArrayVar(&f.organizations, "organization", nil, "only for the organization with the `ID`; can be repeated")
	flags.StringVar(&f.baseURL, "base-url", "", "`ADDRESS` of the service as browsers see it")
	flags.StringVar(&f.linkKey, "link-key-file", "", "`FILE` with the key of the links; made if it is missing")
	flags.Var(&f.expires, "expires", "the last `DATE` of the links (default 30 days after the deadline, or after today if that is later)")
	flags.BoolVar(&f.revoke, "revoke", false, "end the earlier links in the database of --data, and make none")
	flags.BoolVar(&f.mail, "mail", false, "have the service send the links by mail, from the queue in the database of --data")
	f.addresses = addAddresses(command)
	f.store = addStoreFlags(command)
	f.language = addLanguage(command)
	if err := command.MarkFlagFilename("link-key-file"); err != nil {
		panic("hyte: " + err.Error())
	}
	command.RunE = func(_ *cobra.Command, args []string) error { return a.invite(command.Context(), f, args[0]) }
	return command
}

func (a *app) invite(ctx context.Context, f *inviteFlags, path string) error {
	inquiry, err := a.loadInquiry(path, f.language.value)
	if err != nil {
		return err
	}
	asked, err := f.addressees(inquiry)
	if err != nil {
		return err
	}
	if f.revoke {
		return a.revokeLinks(ctx, f, inquiry.ID(), asked)
	}
	expires, err := f.end(inquiry, a.now())
	if err != nil {
		return err
	}
	now := a.now().UTC().Truncate(time.Microsecond)
	if !now.Before(expires) {
		return usagef("the links would have ended already: give a later --expires")
	}
	if f.mail {
		return a.mailLinks(ctx, f, inquiry, asked, now, expires)
	}
	base, err := f.base()
	if err != nil {
		return err
	}
	if f.linkKey == "" {
		return usagef("which key? Give --link-key-file FILE, which is made if it is missing")
	}
	key, err := a.linkKey(f.linkKey)
	if err != nil {
		return err
	}
	return a.printLinks(f, base, asked, func(id string) (string, error) {
		return key.Sign(intake.PersonalLink{Inquiry: inquiry.ID(), Sender: id, Made: now, Expires: expires})
	}, inquiry.ID())
}

// addressees are the organizations that are meant.
func (f *inviteFlags) addressees(inquiry intake.Inquiry) ([]hyte.Addressee, error) {
	all := new(intake.Announcing).Addressees(inquiry)
	if len(all) == 0 {
		return nil, usagef("%s asks no organization by name, so there is nobody to invite", inquiry.ID())
	}
	if len(f.organizations) == 0 {
		return all, nil
	}
	var chosen []hyte.Addressee
	for _, id := range f.organizations {
		i := slices.IndexFunc(all, func(each hyte.Addressee) bool { return each.ID == id })
		if i < 0 {
			return nil, usagef("--organization: %s does not ask %s", inquiry.ID(), printable(id))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// base is the address with which the links begin.
func (f *inviteFlags) base() (string, error) {
	u, err := url.Parse(f.baseURL)
	if err != nil || intake.CheckOrigin(u.Scheme+"://"+u.Host) != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", usagef("--base-url: write the address of the service as https://www.example.fi/path")
	}
	return strings.TrimRight(f.baseURL, "/"), nil
}

// end is the instant at which the links end: after the last day.
func (f *inviteFlags) end(inquiry intake.Inquiry, now time.Time) (time.Time, error) {
	if last := f.expires.date; !last.IsZero() {
		return time.Date(last.Year, last.Month, last.Day+1, 0, 0, 0, 0, hyte.Helsinki()).UTC(), nil
	}
	return intake.LinkEnd(inquiry, now)
}

// printLinks prints the table.
func (a *app) printLinks(f *inviteFlags, base string, asked []hyte.Addressee, sign func(id string) (string, error), inquiry string) error {
	to, links := make([]intake.Invitation, len(asked)), make([]string, len(asked))
	for i, each := range asked {
		secret, err := sign(each.ID)
		if err != nil {
			return err
		}
		to[i].Addressee, links[i] = each, base+"/"+inquiry+"?link="+secret
	}
	out := a.output()
	return errors.Join(intake.WriteLinks(out, to, links, f.language.value), out.Flush())
}

func (a *app) revokeLinks(ctx context.Context, f *inviteFlags, inquiry string, asked []hyte.Addressee) error {
	now := a.now().UTC().Truncate(time.Microsecond).Add(time.Microsecond) // those of this moment, too
	return f.store.withStore(ctx, func(store intake.Store) error {
		if len(f.organizations) == 0 {
			if err := store.RevokeLinks(ctx, inquiry, "", now); err != nil {
				return err
			}
			a.notice("all personal links of %s that were made before now have ended", inquiry)
			return nil
		}
		for _, each := range asked {
			if err := store.RevokeLinks(ctx, inquiry, each.ID, now); err != nil {
				return err
			}
			a.notice("the personal links of %s that were made before now have ended", each.ID)
		}
		return nil
	})
}

// mailLinks puts letters with links into the queue of the service.
func (a *app) mailLinks(ctx context.Context, f *inviteFlags, inquiry intake.Inquiry, asked []hyte.Addressee, made, expires time.Time) error {
	addresses, err := a.addresses(*f.addresses)
	if err != nil {
		return err
	}
	return f.store.withStore(ctx, func(store intake.Store) error {
		outbox, err := outboxOf(store)
		if err != nil {
			return err
		}
		announcing := intake.Announcing{Outbox: outbox, Addresses: addresses}
		all, err := announcing.Invitations(ctx, store, inquiry)
		if err != nil {
			return err
		}
		var ids []string
		for _, v := range all {
			switch {
			case !slices.ContainsFunc(asked, func(each hyte.Addressee) bool { return each.ID == v.ID }):
			case v.Email == "":
				a.notice("%s has no address: it is in no call and not in --addresses", v.ID)
			case len(f.organizations) == 0 && v.HasLink(made):
			default:
				ids = append(ids, v.ID)
			}
		}
		added, err := announcing.Invite(ctx, inquiry, ids, made, expires)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.stdout, "%s: %d letters with links wait in the queue, until hyte serve --mail sends them\n", inquiry.ID(), added)
		return err
	})
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/post"
	"github.com/spf13/cobra"
)

// deliveryFlags say what is written about answers, and where that goes.
type deliveryFlags struct {
	mail, mailFrom, mailPassword string // the last one is a file
	mailLimit                    int
	webhook, webhookSecret       string // the last one is a file
	webhookDocuments             bool
	webhookInside                bool
}

func addDelivery(command *cobra.Command) *deliveryFlags {
	f := new(deliveryFlags)
	flags := command.Flags()
	flags.StringVar(&f.mail, "mail", "", "`SERVER` that takes letters about answers: smtp://user@host:587, smtps://user@host:465, or folder:PATH")
	flags.StringVar(&f.mailFrom, "mail-from", "", "`ADDRESS` from which letters come, such as lomakkeet@example.fi")
	flags.StringVar(&f.mailPassword, "mail-password-file", "", "`FILE` with the password of the mail server's user")
	flags.IntVar(&f.mailLimit, "mail-limit", 20, "how many letters one address gets on one day; the organizer's own are not limited")
	flags.StringVar(&f.webhook, "webhook", "", "`ADDRESS` that is told of each answer with a signed CloudEvent, https://host/path")
	flags.StringVar(&f.webhookSecret, "webhook-secret-file", "", "`FILE` with the secret that signs events, whsec_ and base64")
	flags.BoolVar(&f.webhookDocuments, "webhook-documents", false, "put into an event what was sent")
	flags.BoolVar(&f.webhookInside, "webhook-inside", false, "allow a webhook inside the network, such as 10.0.0.1, also with http://")
	if err := errors.Join(command.MarkFlagFilename("mail-password-file"), command.MarkFlagFilename("webhook-secret-file")); err != nil {
		panic("hyte: " + err.Error())
	}
	return f
}

// channels are the ways of delivery; none if nothing is to be delivered. What is wrong
// with them is wrong usage.
func (a *app) channels(f *serveFlags) (c post.Config, err error) {
	d := f.delivery
	if d.mail != "" {
		switch {
		case d.mailFrom == "":
			return c, usagef("--mail needs --mail-from ADDRESS")
		case f.baseURL == "":
			return c, usagef("--mail needs --base-url ADDRESS, to which letters lead")
		}
		mail := post.MailConfig{To: d.mail, From: d.mailFrom, Limits: post.MailLimits{Address: d.mailLimit}}
		if mail.Password, err = a.secretFile("--mail-password-file", d.mailPassword); err == nil {
			c.Mail, err = post.NewMail(mail)
		}
	}
	if err == nil && d.webhook != "" {
		hook := post.WebhookConfig{URL: d.webhook, Source: strings.TrimRight(f.baseURL, "/"), Documents: d.webhookDocuments, Inside: d.webhookInside}
		if hook.Secret, err = a.secretFile("--webhook-secret-file", d.webhookSecret); err == nil {
			c.Webhook, err = post.NewWebhook(hook)
		}
	}
	if err != nil {
		err = usageError{withoutPackage(err)}
	}
	return c, err
}

// worker is who delivers what the store holds; nil without a channel.
func (a *app) worker(c post.Config, store intake.Store, logger *slog.Logger) (*post.Worker, error) {
	if c.Mail == nil && c.Webhook == nil {
		return nil, nil
	}
	outbox, err := outboxOf(store)
	if err != nil {
		return nil, err
	}
	c.Outbox, c.Store, c.Now, c.Logger = outbox, store, a.now, logger
	return post.NewWorker(c)
}

// outboxOf is what a store keeps of letters and events that wait.
func outboxOf(store intake.Store) (intake.Outbox, error) {
	if outbox, ok := store.(intake.Outbox); ok {
		return outbox, nil
	}
	return nil, usagef("this database keeps no letters and events that wait")
}

// longestSecret is how many bytes of a file with a secret are read.
const longestSecret = 1 << 10

// secretFile is the line in a file, without the line break; empty if no file is named.
func (a *app) secretFile(flag, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	text, err := a.readFile(path, longestSecret)
	if err != nil {
		return "", fmt.Errorf("%s: %w", flag, err)
	}
	text = bytes.TrimRight(text, "\r\n")
	if len(text) == 0 || len(text) > longestSecret || bytes.ContainsAny(text, "\r\n\x00") {
		return "", fmt.Errorf("the file of %s holds one line with the secret, and nothing else", flag)
	}
	return string(text), nil
}

// delivering lets the worker work until the context ends and stop is called, which waits
// for its end.
func delivering(ctx context.Context, worker *post.Worker, service *intake.Service) (stop func()) {
	if worker == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	wait.Go(func() { worker.Run(ctx, service) })
	return func() {
		cancel()
		wait.Wait()
	}
}

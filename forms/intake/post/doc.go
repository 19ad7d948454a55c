// Package post delivers what is written about received documents: letters by e-mail, or
// into a folder, and events to a webhook.
//
// A [Worker] plans deliveries from the records of an [intake.Outbox] and makes them, each
// at least once: a message that may have arrived and whose process was killed is sent
// again under the same Message-ID, or webhook-id. Letters to the organizer and events go
// in the order of the records; whatever else waits holds nobody up.
//
//	mail, err := post.NewMail(post.MailConfig{…})
//	worker, err := post.NewWorker(post.Config{Outbox: store, Store: store, Mail: mail})
//	config.Kept = worker.Wake // of the service
//	service, err := intake.New(ctx, config)
//	worker.Run(ctx, service)
//
// No address, no text and no answer of a mail server gets into the log or the outbox.
package post

package kinds

import (
	"embed"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	common "github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte/retention"
)

// retentionFiles say in words what stays.
//
//go:embed retention/*.json
var retentionFiles embed.FS

var retentionTexts = sync.OnceValue(func() common.Set { return common.MustRead(retentionFiles, "retention") })

// reducer lets package retention say what stays of records.
func reducer() *intake.Reducer {
	return &intake.Reducer{
		Texts: retentionTexts(),
		Keeps: []string{string(retention.KeepList), string(retention.KeepNothing)},
		Reduce: func(records []intake.Record, keep string, pseudonym func(string) string) ([][]byte, error) {
			documents := make([]retention.Document, len(records))
			for n, r := range records {
				documents[n] = retention.Document{ID: r.ID, Kind: r.Kind, Entered: r.Entered(), JSON: r.Document}
			}
			return retention.Reduce(documents, retention.Keep(keep), pseudonym)
		},
	}
}

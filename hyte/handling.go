package hyte

// Handling is how a matter was handled: the decision of a body of any organization, as
// its minutes have it. The zero value is none.
type Handling struct {
	// Organization is the id of the organization whose body it is.
	Organization string `json:"organization,omitempty" validate:"omitempty,max=100,orgid"`
	// Body is who decided, such as "Aluehallitus".
	Body string `json:"body,omitempty" validate:"omitempty,max=200,line"`
	Date string `json:"date,omitempty" validate:"omitempty,caldate"`
	// Section is the number of the item in the minutes (§).
	Section string `json:"section,omitempty" validate:"omitempty,max=20,line"`
	// CaseNumber is kept as it is written: there is no national form.
	CaseNumber string `json:"caseNumber,omitempty" validate:"omitempty,max=100,line"`
	// URL is where the minutes are. Some of their servers know no https.
	URL     string  `json:"url,omitempty" validate:"omitempty,max=500,line"`
	Outcome Outcome `json:"outcome,omitempty" validate:"omitempty,oneof=approved noted referred tabled rejected"`
}

// Outcome is what was decided.
type Outcome string

// The outcomes.
const (
	OutcomeApproved Outcome = "approved"
	OutcomeNoted    Outcome = "noted"
	OutcomeReferred Outcome = "referred" // back to preparation
	OutcomeTabled   Outcome = "tabled"
	OutcomeRejected Outcome = "rejected"
)

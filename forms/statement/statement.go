// Package statement makes the accessibility statement of a service from a file that its
// deployer completes: with what section 9 of the Finnish Act on the Provision of Digital
// Services (306/2019) and the model of the European Commission, (EU) 2018/1523, ask for.
package statement

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Statement is what the deployer writes, as JSON. The zero value lacks most of it.
type Statement struct {
	// Organization provides the service and answers for it.
	Organization hyte.Text `json:"organization" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Service is what the statement is about: a name, or the address.
	Service hyte.Text `json:"service" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Status says whether the service meets the requirements.
	Status Status `json:"status" validate:"required,oneof=full partial none"`
	// Shortcomings are what is known not to be accessible.
	Shortcomings []Shortcoming `json:"shortcomings,omitempty" validate:"omitempty,max=100,dive"`
	// Prepared and Reviewed are the days on which the statement was written, and was last
	// looked through.
	Prepared string `json:"prepared" validate:"required,caldate"`
	Reviewed string `json:"reviewed" validate:"required,caldate"`
	// Assessment is what the statement stands on.
	Assessment *Assessment `json:"assessment" validate:"required"`
	// Feedback is where people tell of what they could not use.
	Feedback *Contact `json:"feedback" validate:"required"`
	// Authority supervises the law, and takes complaints.
	Authority *Authority `json:"authority" validate:"required"`
}

// Status says whether a service meets the requirements. The zero value is none.
type Status string

// The statuses.
const (
	Full    Status = "full"
	Partial Status = "partial"
	None    Status = "none"
)

// Shortcoming is something that is not accessible. The zero value lacks what it is.
type Shortcoming struct {
	What hyte.Text `json:"what" validate:"required,min=1,dive,keys,language,endkeys,required,max=1000,text"`
	// Why it need not be accessible; by default, it should be.
	Why Why `json:"why,omitempty" validate:"omitempty,oneof=requirement burden scope"`
	// Criteria are those of WCAG that it does not meet, as 1.4.3.
	Criteria []string `json:"criteria,omitempty" validate:"omitempty,max=20,dive,required,max=10,line"`
	// Alternative is how people get the same otherwise.
	Alternative hyte.Text `json:"alternative,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=1000,text"`
	// By is the day by which it is to be mended.
	By string `json:"by,omitempty" validate:"omitempty,caldate"`
}

// Why is the reason for a shortcoming, as the model of the Commission tells them apart. The
// zero value is that of Requirement.
type Why string

// The reasons.
const (
	Requirement Why = "requirement" // the law asks for it
	Burden      Why = "burden"      // it would be a disproportionate burden (306/2019 s.8)
	Scope       Why = "scope"       // the law does not apply to it (306/2019 s.3)
)

// Assessment says who has looked whether the service is accessible, and when.
type Assessment struct {
	On string `json:"on" validate:"required,caldate"`
	// Assessor is somebody else than the organization; empty for the organization itself.
	Assessor hyte.Text `json:"assessor,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// Contact is where somebody can be reached.
type Contact struct {
	Email     string    `json:"email,omitempty" validate:"omitempty,max=254,email"`
	Telephone string    `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
	URL       hyte.Text `json:"url,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=500,weburl"`
}

// Authority is the one that supervises the law.
type Authority struct {
	Name hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// URL is where it says how to complain.
	URL       hyte.Text `json:"url" validate:"required,min=1,dive,keys,language,endkeys,required,max=500,weburl"`
	Email     string    `json:"email,omitempty" validate:"omitempty,max=254,email"`
	Telephone string    `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
}

var statementType = constraint.MustCompile[Statement]()

// Read reads a statement. With violations it is of no use.
func Read(data []byte) (*Statement, hyte.Violations) {
	s := new(Statement)
	found := statementType.Read(data, s)
	if !found.NotJSON() {
		found = append(found, s.check()...)
		statementType.Sort(found)
	}
	return s, found
}

// check finds what does not fit together.
func (s *Statement) check() (found hyte.Violations) {
	required := func(at string) {
		found = append(found, hyte.Violation{Rule: constraint.RuleRequired, Location: at, Severity: hyte.Error})
	}
	if s.Feedback != nil && s.Feedback.Email == "" && len(s.Feedback.URL) == 0 { // 306/2019 s.9: by electronic means
		required("/feedback/email")
	}
	if (s.Status == Partial || s.Status == None) && len(s.Shortcomings) == 0 {
		required("/shortcomings")
	}
	for i := range s.Shortcomings {
		// What the law does not ask for leaves the service one that meets it.
		if s.Status == Full && s.Shortcomings[i].reason() == Requirement {
			found = append(found, hyte.Violation{
				Rule: constraint.RuleOneOf, Location: "/shortcomings/" + strconv.Itoa(i) + "/why",
				Params: constraint.Params{Allowed: []string{string(Burden), string(Scope)}}, Severity: hyte.Error,
			})
		}
	}
	prepared, err := civil.Parse(s.Prepared)
	reviewed, wrong := civil.Parse(s.Reviewed)
	if err == nil && wrong == nil && reviewed.Before(prepared) {
		found = append(found, hyte.Violation{
			Rule: RuleReviewed, Location: "/reviewed", Params: constraint.Params{Date: prepared.String()}, Severity: hyte.Error,
		})
	}
	return found
}

// RuleReviewed says that a statement was last looked through before it was written
// (params: date).
const RuleReviewed hyte.Rule = "statement.reviewed"

func (s *Shortcoming) reason() Why {
	if s.Why == "" {
		return Requirement
	}
	return s.Why
}

// Package validation lets services that already validate what they bind with
// github.com/go-playground/validator/v10 check the documents of hyte in the
// same way: the tags of their structs, the formats, and the rules of whole
// documents, with hyte's rule ids and JSON Pointers.
//
//	v := validator.New()
//	err := validation.Register(v) // once, at start-up
//
//	ctx := validation.WithInquiryAt(request.Context(), call, now)
//	violations, err := validation.Check(ctx, v, &nomination)
//
// Use it in a service whose own requests are bound and validated with
// validator, so that a nomination is one more of them, alone or as a member of
// the host's struct. A framework that validates by itself gets the same errors
// from the registered validator; [Violations] reads them.
//
// Do not use it elsewhere. [hyte.ResolvedCall.Read] is stricter, since it reads
// the JSON text itself, and several times faster. If a service may choose, it
// should take that, and if it uses this package, it should know what its binder
// lets through.
//
// # What validator and its binder cannot do
//
// [Inexpressible] lists the rules that validator does not report, and why. Most
// are about the JSON text, which has become a Go value before validator sees
// it. What encoding/json makes of such a text, where hyte reports a violation:
//
//   - a property that the document does not have is dropped, unless the decoder
//     is told DisallowUnknownFields;
//   - a name in other letter case is taken for the property ("Consent" for
//     "consent");
//   - of two members with one name the last wins, or they are merged;
//   - null leaves the property as if it were absent: then it is found missing
//     where it is required, and else not found at all;
//   - a byte-order mark before the document is refused: take it away with
//     [constraint.WithoutMark];
//   - what is not UTF-8, or escapes half a surrogate pair, becomes U+FFFD;
//   - a wrong type, or a second document behind the first (with
//     [encoding/json.Unmarshal]), is an error without a JSON Pointer, and the
//     only one that the sender gets to see;
//   - 1.0 and 1e0, which are integers to JSON Schema and to hyte, are refused,
//     and so is an instant that is an empty text, which to hyte is absent, or
//     that is written in escapes;
//   - an instant of any year from 0 to 9999 is taken, and in a few forms that
//     RFC 3339 does not have;
//   - a document has no greatest length and may be nested 10,000 deep: limit the
//     length with [net/http.MaxBytesReader].
//
// Other rules need what a nomination does not hold: who may nominate and how
// many is known from the call ([WithInquiry]), and whether it comes in time from
// the clock as well ([WithInquiryAt]).
//
// A document that hyte has put into another one, such as the nominations of a
// [hyte.Roster], was checked before and is not checked again, apart from its tags.
//
// Validator knows no warnings. A document whose violations are all warnings
// gives no error; [Check] returns them.
//
// # Where validator differs
//
// These differences are bridged, so that violations are the same as hyte's:
//
//   - validator leaves a list at the first of its limits that is broken, and
//     does not look at the items; hyte reports the items beside their list;
//   - validator reports the name and the value of an entry in a map separately;
//     hyte reports the value only if the name is right;
//   - validator goes through maps in no order, and reports rules of a struct
//     after those of its members; violations are in document order;
//   - validator's email, and a host's own slug or text, mean something else: the
//     formats of hyte are tags of their own (hyte_email), which the registered
//     documents use in place of those in their struct tags;
//   - a validator may read other tags than validate (gin reads binding), name
//     fields in another way, or skip required on structs: documents of hyte are
//     the same to it.
//
// Validate documents whole: StructPartial, StructExcept and StructFiltered leave
// out properties, but not the rules of whole documents nor the limits of lists.
//
// An error of validator holds the value that failed: do not log it. Violations
// hold no value.
package validation

// Package roster is the board of a call: who has answered, on a page, as data and as
// a table, and the organizer's decisions about answers.
//
//	GET       /admin/{call}              who has answered
//	GET       /admin/{call}/roster.json  the same as data
//	GET       /admin/{call}/roster.csv   the same as a table
//	GET       /admin/{call}/roster.xlsx  the same as a workbook
//	GET POST  /admin/{call}/accept/{id}  this answer counts, though late or contested
//	GET POST  /admin/{call}/reject/{id}  this answer does not count
//	GET POST  /admin/{call}/undo/{id}    a decision no longer holds
//	GET POST  /admin/{call}/select/{id}  who of the candidates gets a seat
//	GET POST  /admin/{call}/correct/{id} when an answer really arrived
//	GET POST  /admin/{call}/enter/{org}  what an organization said by mail or on paper in place of an answer
//	GET POST  /admin/{call}/answer/{org} a whole answer that came by mail or on paper
package roster

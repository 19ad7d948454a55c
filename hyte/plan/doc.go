// Package plan is about what was agreed and who does it: agreements on cooperation,
// wellbeing plans, the division of responsibilities, focus areas, interfaces and
// resolutions. They are one kind of document, a [Plan]: a list of items with owners,
// parents and due dates, approved by its parties. All functions are pure.
package plan

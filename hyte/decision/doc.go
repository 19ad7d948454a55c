// Package decision reads what the sites of authorities publish about their decisions: the
// feed of a Dynasty site and the pages of its items, and pages of the same content from
// other systems.
//
// The feed has body, date and subject of each item, but neither the section (§) nor the case
// number. The page of the item has both, and often the earlier handlings of the matter.
// [ReadFeed] and [ReadPage] read them, [Join] puts them together. A [Decision] has its
// handling in the form in which plans and bodies keep decisions.
//
// Nothing is fetched: whoever uses the package reads the files. It is apart from package
// hyte because it takes the HTML tokenizer and the table of Windows-1252 from others.
package decision

package widget

// ToUI is what the widget shows of a node.
var ToUI = toUI

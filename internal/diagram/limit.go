package diagram

// A diagram is input, and may be hostile. What is drawn grows at most with the square
// of its nodes, so they are few; nobody reads a picture of more.
const (
	mostBytes   = 32 << 10
	mostNodes   = 250 // nodes, participants, events, tasks, slices, fields
	mostEdges   = 500 // edges, messages
	mostNesting = 8   // subgraphs, states in states, blocks in blocks
	mostLabel   = 400 // characters of one label
)

package check

// thinProblem finds a problem of a few words.
var thinProblem = &Rule{
	Code:    "S202",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Before: `## Problem

Invoices are slow.
`,
	After: `## Problem

Invoices change in three places, and each tells the others by a nightly file. Support hears of a change a day late; in March, 212 calls were about that.
`,
	Check: func(in *Input) []Finding {
		const fewest = 20
		problem := in.Section("Problem")
		n := problem.Words()
		if problem.Empty() || n >= fewest {
			return nil
		}
		return one(problem.At, "name the obstacle, whom it stops and how you know", "the problem has %s", count(n, "word"))
	},
}

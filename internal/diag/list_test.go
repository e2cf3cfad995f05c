package diag

import "testing"

func TestListReadsLikeASentence(t *testing.T) {
	for _, test := range []struct {
		names []string
		most  int
		want  string
	}{
		{nil, 3, ""},
		{[]string{"a"}, 3, "a"},
		{[]string{"a", "b"}, 3, "a and b"},
		{[]string{"a", "b", "c"}, 3, "a, b and c"},
		{[]string{"a", "b", "c", "d"}, 3, "a, b, c and 1 more"},
		{[]string{"a", "b", "c", "d"}, 1, "a and 3 more"},
	} {
		if got := ShortList(test.names, test.most); got != test.want {
			t.Errorf("%q, at most %d: %q, want %q", test.names, test.most, got, test.want)
		}
		if got := List(test.names); len(test.names) <= test.most && got != test.want {
			t.Errorf("%q: %q, want %q", test.names, got, test.want)
		}
	}
}

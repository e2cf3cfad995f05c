package diag

import (
	"fmt"
	"runtime/debug"
)

// Internal is the code of a mistake in the program.
const Internal = "I001"

// Catch calls f, which works on one file, and returns a diagnostic about the file if
// f panics, else nil. What is wrong with one page must not hide what is wrong with
// all others, nor end a preview.
func Catch(path string, f func()) (caught *Diagnostic) {
	defer func() {
		if value := recover(); value != nil {
			stack := string(debug.Stack())
			if other, ok := value.(interface{ Cause() (any, string) }); ok { // another goroutine's
				value, stack = other.Cause()
			}
			d := New("I001", Position{Path: path}, "internal error: %s", fmt.Sprint(value)).
				WithHint("this is a bug in waymark, not in your text: report it to the project's issue tracker, with the file if you may; --verbose shows where it happened")
			d.Stack = stack
			caught = &d
		}
	}()
	f()
	return nil
}

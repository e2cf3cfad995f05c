// Origin prints where others can fetch what is checked out here, as OWNER/REPO@REV,
// or nothing. make stamps the program with it.
package main

import (
	"context"
	"fmt"

	"waymark/internal/origin"
)

func main() {
	if o, ok := origin.Of(context.Background(), "."); ok {
		fmt.Println(o)
	}
}

package main

import (
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

func (a *app) addToday(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.today, "today", "", "the `DATE` to take for today's, such as 2026-03-31")
}

// day returns today at midnight in UTC: --today, else SOURCE_DATE_EPOCH, else
// the clock. Nothing below internal/ asks for the time.
func (a *app) day() (time.Time, error) {
	if a.today != "" {
		day, err := time.Parse(time.DateOnly, a.today)
		if err != nil {
			return day, usage("--today cannot be %q; write year, month and day, such as 2026-03-31", a.today)
		}
		return day, nil
	}
	now := time.Now()
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return now, usage("SOURCE_DATE_EPOCH is %q, not a number of seconds", epoch)
		}
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Truncate(24 * time.Hour), nil
}

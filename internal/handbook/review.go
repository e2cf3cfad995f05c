package handbook

import (
	"slices"
	"time"

	"waymark/internal/kind"
)

// ReviewsAddress is where all reviews are listed. What programs subscribe to has paths
// below the output folder.
const (
	ReviewsAddress = "/reviews/"
	ReviewFeed     = "reviews/feed.xml"
	ReviewCalendar = "reviews.ics"
)

// ReviewDay returns the day by which somebody is to look at the page again. It is zero
// for a page that needs no review: one that is not in force, a specimen, a folder's
// page, one that cannot be read, and one of Waymark's library, which is not the
// reader's to review.
func (p *Page) ReviewDay() time.Time {
	inForce := slices.Contains(p.Kind.Live, p.Status()) && !p.Values[kind.FieldSpecimen].Bool
	if !inForce || p.IsFolder || p.Unread || p.Library {
		return time.Time{}
	}
	return p.Values[kind.FieldReviewBy].Day
}

// LastLook returns when somebody last wrote the page or thought it over, and the field
// that says so. Days of git don't count: any edit changes them.
func (p *Page) LastLook() (field kind.FieldName, day time.Time) {
	for _, name := range []kind.FieldName{kind.FieldWritten, kind.FieldRevised, kind.FieldReviewed} {
		if d := p.Values[name].Day; d.After(day) {
			field, day = name, d
		}
	}
	return field, day
}

// collectReviews lists what is due for review, the earliest first.
func (h *Handbook) collectReviews() {
	for _, p := range h.Pages {
		if !p.Unlisted && !p.ReviewDay().IsZero() {
			h.Reviews = append(h.Reviews, p)
		}
	}
	slices.SortStableFunc(h.Reviews, func(a, b *Page) int { return a.ReviewDay().Compare(b.ReviewDay()) })
}

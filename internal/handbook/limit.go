package handbook

import (
	"waymark/internal/diag"
	"waymark/internal/kind"
)

const megabyte = 1_000_000

// readLimits reads `limits`.
func (s *Settings) readLimits(path string, v kind.Value) (ds []diag.Diagnostic) {
	for _, r := range v.Records {
		for name, most := range map[kind.FieldName]*int64{kind.LimitSiteMB: &s.MostSite, kind.LimitFileMB: &s.MostFile} {
			limit, set := r[name]
			switch {
			case !set:
			case limit.Int < 1:
				ds = append(ds, diag.New("C003", limit.At.In(path), "limits: %s is not more than nothing: %d", name, limit.Int).
					WithHint("write a number of megabytes; to be rid of the warning, write checks: {B004: off, B005: off}"))
			default:
				*most = int64(limit.Int) * megabyte
			}
		}
	}
	return ds
}

// checkSizes reports files that are too large to be published well (B005).
func (h *Handbook) checkSizes() {
	for i := range h.Assets {
		if a := &h.Assets[i]; h.Settings.MostFile > 0 && a.Size > h.Settings.MostFile {
			h.report(diag.New("B005", diag.Position{Path: h.name(a.Path)}, "this file has %d MB, over %d", ceil(a.Size), ceil(h.Settings.MostFile)).
				WithHint("make it smaller, or host it elsewhere"))
		}
	}
}

// JudgeSize reports a site that is larger than its host may take (B004), unless
// the settings have switched that off. out is the folder that it is in.
func (s *Settings) JudgeSize(out string, bytes int64) []diag.Diagnostic {
	if bytes <= s.MostSite {
		return nil
	}
	d := diag.New("B004", diag.Position{Path: out}, "the site has %d MB, over %d", ceil(bytes), ceil(s.MostSite)).
		WithHint("GitHub Pages takes no more than 1 GB; look for large images and videos, and host those elsewhere")
	return s.Judge([]diag.Diagnostic{d})
}

// ceil returns whole megabytes, a begun one counted.
func ceil(bytes int64) int64 { return (bytes + megabyte - 1) / megabyte }

package handbook

import (
	"waymark/internal/diag"
	"waymark/internal/page"
)

// setFooter makes the HTML of the setting `footer`. Its links are those of a
// page in the content folder; what is wrong with one is reported at the setting.
func (h *Handbook) setFooter() {
	footer := h.Settings.Footer
	if footer.Text == "" {
		return
	}
	at := footer.At.In(h.name(settingsFile))
	read, body, ok := page.Line(footer.Text, h.Settings.Parser)
	if !ok {
		h.report(diag.New("C003", at, "footer is more than one line of Markdown").WithHint("write text and links, such as Made by the [platform team](about.md)"))
		return
	}
	for _, d := range read.Diags {
		d.Position = at
		h.report(d)
	}
	for i := range read.Links {
		read.Links[i].At = footer.At
	}
	read.Path = settingsFile
	p := &Page{Page: read, name: h.name(read.Path)}
	h.lead(p)
	h.Footer = string(p.Fill(body, nil, nil))
}

package source

import (
	"path"
	"slices"
	"strings"
)

// A never is a sort of files that nobody means to publish, whatever handbook they lie
// in, told by their names. Letter case does not count.
type never struct {
	names, begins, ends []string // in lower case
	frame               string   // what a name may have at both ends, #plan.md#
	isFolder            bool     // all that is in folders of these names
	isText              bool     // pages and pictures may be called so, too
	why, hint           string
}

// nevers are all of these sorts. Whoever can read a site can read every file of it,
// and a crawler asks for /.env and /id_rsa first.
var nevers = []never{
	{
		names: []string{"node_modules"}, isFolder: true,
		why: "it is in node_modules, where packages are installed", hint: "copy the file to a folder of your own, or remove the link",
	},
	{
		names:  []string{".netrc", "_netrc", ".npmrc", ".pypirc", ".htpasswd", ".pgpass", "secrets.json", "secrets.toml", "secrets.yaml", "secrets.yml"},
		begins: []string{"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".env", "credentials"},
		ends:   []string{".pem", ".key", ".pfx", ".p12", ".kdbx", ".jks", ".keystore", ".ppk", ".env"},
		isText: true,
		why:    "files of this name hold keys and passwords", hint: "remove the link; if nothing in the file is secret, give it another name",
	},
	{
		names: []string{".ds_store", "thumbs.db", "desktop.ini"},
		why:   "the system keeps it for itself", hint: "remove the link",
	},
	{
		begins: []string{".#"}, frame: "#",
		ends: []string{"~", ".swp", ".swo", ".bak", ".orig", ".rej"},
		why:  "an editor keeps it as a backup", hint: "link to the file itself, or give this one another name",
	},
}

// neverPublished returns the sort of a file or a folder that is never published, or
// nil.
func neverPublished(name string, isDir bool) *never {
	name = strings.ToLower(name)
	if isDir {
		for i := range nevers {
			if nevers[i].isFolder && slices.Contains(nevers[i].names, name) {
				return &nevers[i]
			}
		}
		return nil
	}
	for i := range nevers {
		n := &nevers[i]
		if !n.isFolder && n.match(name) && !(n.isText && (IsMarkdown(name) || IsImage(path.Ext(name)))) {
			return n
		}
	}
	return nil
}

func (n *never) match(name string) bool {
	isFramed := n.frame != "" && len(name) > 1 && strings.HasPrefix(name, n.frame) && strings.HasSuffix(name, n.frame)
	return isFramed || slices.Contains(n.names, name) ||
		slices.ContainsFunc(n.begins, func(start string) bool { return strings.HasPrefix(name, start) }) ||
		slices.ContainsFunc(n.ends, func(end string) bool { return strings.HasSuffix(name, end) })
}

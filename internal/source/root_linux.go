package source

import (
	"os"

	"golang.org/x/sys/unix"
)

// openBeneath opens a file below the folder in one call: [os.Root] makes several
// for each part of a path, which is felt when folders are deep. It returns nil
// when that can't be done, for whatever reason; the slow way then says what is
// wrong.
func (f *folder) openBeneath(name string, how opening) *os.File {
	if f.dir == nil {
		return nil
	}
	conn, err := f.dir.SyscallConn()
	if err != nil {
		return nil
	}
	asked := unix.OpenHow{Flags: unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS}
	switch how {
	case toRead:
		asked.Flags |= unix.O_RDONLY | unix.O_NONBLOCK
	case toLook:
		asked.Flags |= unix.O_PATH
	case toLookAtLink:
		asked.Flags |= unix.O_PATH | unix.O_NOFOLLOW
	}
	opened := -1
	err = conn.Control(func(dir uintptr) {
		if fd, err := unix.Openat2(int(dir), name, &asked); err == nil {
			opened = fd
		}
	})
	if err != nil || opened < 0 {
		return nil
	}
	return os.NewFile(uintptr(opened), name)
}

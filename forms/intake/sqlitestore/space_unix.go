//go:build darwin || freebsd || linux

package sqlitestore

import "golang.org/x/sys/unix"

// freeSpace returns the bytes that this user may still write beside the file.
func freeSpace(path string) (free uint64, known bool) {
	var stat unix.Statfs_t
	if err := unix.Statfs(path, &stat); err != nil {
		return 0, false
	}
	return uint64(max(0, int64(stat.Bavail))) * uint64(stat.Bsize), true
}

package sqlitestore

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// freeSpace returns the bytes that this user may still write beside the file.
func freeSpace(path string) (free uint64, known bool) {
	folder, err := windows.UTF16PtrFromString(filepath.Dir(path))
	if err != nil {
		return 0, false
	}
	err = windows.GetDiskFreeSpaceEx(folder, &free, nil, nil)
	return free, err == nil
}

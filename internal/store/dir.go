package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// DefaultDir is the folder in which this system keeps a program's data: $XDG_DATA_HOME/mufakat or ~/.local/share/mufakat,
// on macOS ~/Library/Application Support/mufakat, on Windows %AppData%\mufakat. Where the environment does not tell, the
// error's code is [NoFolder].
func DefaultDir() (string, error) { return defaultDir(runtime.GOOS, os.Getenv) }

func defaultDir(system string, env func(string) string) (string, error) {
	home, name := env("HOME"), "HOME"
	var parts []string
	switch system {
	case "windows":
		home, name = env("AppData"), "AppData"
	case "darwin":
		parts = []string{"Library", "Application Support"}
	default:
		if xdg := env("XDG_DATA_HOME"); filepath.IsAbs(xdg) { // the specification says to ignore a relative one
			return filepath.Join(xdg, "mufakat"), nil
		}
		parts = []string{".local", "share"}
	}
	if home == "" {
		return "", failure(NoFolder, errors.New(name+" is not set"), "Folder data tidak dapat ditentukan karena %s belum diatur; tentukan foldernya dengan --data FOLDER.", name)
	}
	return filepath.Join(append(append([]string{home}, parts...), "mufakat")...), nil
}

package gradebook

import (
	"errors"
	"io/fs"
	"os"
)

// ReadParticipantsFile reads a list from a file; its error is as that of [ReadParticipants].
func ReadParticipantsFile(file string) (*Participants, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("tidak ada. Periksa nama dan foldernya.")
	case err == nil && !info.Mode().IsRegular(): // reading it might wait forever
		return nil, errors.New("bukan berkas biasa. Pilih daftar peserta yang diekspor dari LMS (CSV).")
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, errors.New("tidak terbaca. Periksa apakah Anda boleh membukanya.")
	}
	defer f.Close()
	return ReadParticipants(f)
}

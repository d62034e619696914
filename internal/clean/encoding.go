package clean

import "bytes"

// IsUTF16 tells whether a file's bytes are UTF-16, which editors on Windows write: by its byte order mark, or by the zero
// bytes that every second place of a Latin text has, and the others have not.
func IsUTF16(src []byte) bool {
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return true
	}
	head := src[:min(len(src), 400)]
	if len(head) < 8 {
		return false
	}
	zeros := [2]int{}
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	return max(zeros[0], zeros[1])*3 > len(head) && min(zeros[0], zeros[1])*10 < len(head)
}

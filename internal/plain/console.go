package plain

import (
	"bufio"
	"strings"
	"unicode/utf8"

	"mufakat/internal/clean"
)

// maxLine is how many bytes of an input line count; the rest is dropped. The longest text that is asked for fits.
const maxLine = 4 * maxText

// console writes parts of text with blank lines between them, and reads lines.
type console struct {
	in    *bufio.Reader
	out   *bufio.Writer // keeps its first error; later writes do nothing
	width int
	echo  bool
	begun bool // something was written
}

// say writes lines as one part. An empty one is a blank line; a long one is wrapped.
func (c *console) say(lines ...string) {
	if len(lines) == 0 {
		return
	}
	c.write(lines)
	c.out.WriteString("\n")
}

// write writes a part without its last line break. Whatever the lines hold, no control character gets out.
func (c *console) write(lines []string) {
	if c.begun {
		c.out.WriteString("\n")
	}
	c.begun = true
	for i, line := range lines {
		if i > 0 {
			c.out.WriteString("\n")
		}
		c.out.WriteString(strings.Join(wrap(clean.Line(line), c.width), "\n"))
	}
}

// read writes a prompt and returns the line that answers it, cleaned. The error is errEnd.
func (c *console) read(prompt string) (string, error) {
	c.write([]string{prompt})
	c.out.WriteString(" ")
	if c.out.Flush() != nil {
		return "", errEnd
	}
	raw, ok := c.line()
	if !ok {
		c.out.WriteString("\n")
		return "", errEnd
	}
	line := clean.Line(raw)
	if c.echo {
		c.out.WriteString(line + "\n")
	}
	return line, nil
}

// line returns the next line of the input; a last one without a line break counts. Whatever error the input has, it has
// ended.
func (c *console) line() (string, bool) {
	var line []byte
	for {
		part, err := c.in.ReadSlice('\n')
		read := len(part) > 0
		line = append(line, part[:min(len(part), maxLine-len(line))]...)
		if err == nil {
			return string(line), true
		}
		if err != bufio.ErrBufferFull {
			return string(line), read || len(line) > 0
		}
	}
}

// wrap breaks a line at spaces so that no line has more than width characters, unless a single word does. Width 0 does
// not break.
func wrap(line string, width int) []string {
	if width <= 0 {
		return []string{line}
	}
	var lines []string
	for len(line) > 0 && utf8.RuneCountInString(line) > width {
		at := breakAt(line, width)
		if at < 0 {
			break
		}
		lines = append(lines, line[:at])
		line = line[at+1:]
	}
	return append(lines, line)
}

// breakAt returns the index of the last space that leaves at most width characters before it; else of the first space;
// -1 where there is none.
func breakAt(line string, width int) int {
	at, n := -1, 0
	for i, r := range line {
		if r == ' ' {
			if n > width && at >= 0 {
				return at
			}
			at = i
			if n > width {
				return at
			}
		}
		n++
	}
	return at
}

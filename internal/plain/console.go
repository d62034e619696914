package plain

import (
	"bufio"
	"strings"

	"mufakat/internal/clean"
	"mufakat/internal/plaintext"
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
		c.out.WriteString(strings.Join(plaintext.Wrap(clean.Line(line), c.width), "\n"))
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

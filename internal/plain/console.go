package plain

import (
	"bufio"
	"strings"
	"time"

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
	parts int  // so many parts were written
	asked bool // the last of them is a prompt that waits for its line

	pending chan typed // where the line comes that is being typed; nil while nobody was asked for one
}

// typed is a line of the input, or its end.
type typed struct {
	line string
	ok   bool
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
	if c.asked { // in vain, so far
		c.out.WriteString("\n")
		c.asked = false
	}
	if c.begun {
		c.out.WriteString("\n")
	}
	c.begun = true
	c.parts++
	for i, line := range lines {
		if i > 0 {
			c.out.WriteString("\n")
		}
		c.out.WriteString(strings.Join(plaintext.Wrap(clean.Line(line), c.width), "\n"))
	}
}

// prompt writes a prompt. The error is errEnd.
func (c *console) prompt(text string) error {
	c.write([]string{text})
	c.out.WriteString(" ")
	c.asked = true
	if c.out.Flush() != nil {
		return errEnd
	}
	return nil
}

// await returns the line that answers the prompt, cleaned. The error is errEnd, or errSilence when nothing was typed for so
// long; what is typed later is the next answer. A wait of 0 has no end.
func (c *console) await(wait time.Duration) (string, error) {
	if c.pending == nil {
		c.pending = make(chan typed, 1)
		go func(pending chan<- typed) {
			line, ok := c.line()
			pending <- typed{line, ok}
		}(c.pending)
	}
	var silence <-chan time.Time
	if wait > 0 {
		silence = time.After(wait)
	}
	select {
	case <-silence:
		return "", errSilence
	case input := <-c.pending:
		c.pending, c.asked = nil, false
		if !input.ok {
			c.out.WriteString("\n")
			return "", errEnd
		}
		line := clean.Line(input.line)
		if c.echo {
			c.out.WriteString(line + "\n")
		}
		return line, nil
	}
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

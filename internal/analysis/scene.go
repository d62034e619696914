package analysis

import "slices"

// scene is a passage together with the flags that are set when the story comes there, as far as any are still to be read.
// So in a scene it is settled which branches are taken and which options are locked, as long as that depends on flags
// alone. (Without this, a passage whose branches remember earlier decisions would promise all their rewards at once.)
type scene struct {
	passage int
	flags   knowledge
	ways    []way
}

// way is a way out of a scene: a choice, and one of the places and scenes to which it may lead.
type way struct {
	changes []change
	worth   worth
	to      place
	scene   int // the next one, where to is a passage
}

// knowledge tells which flags are set, if that is known.
type knowledge struct {
	known bool
	flags uint64
}

// maxScenes limits the scenes of a case. Any further one is taken for the scene in its passage of which no flag is known.
const maxScenes = 1 << 10

// passageScenes are the scenes in one passage, as indices.
type passageScenes struct {
	read    uint64         // the flags that are read here, or wherever links lead from here
	byFlags map[uint64]int // those of which the flags are known
	all     []int
}

// findScenes finds the scenes to which the story can come from its start, whatever its levels and resources are.
func (c *Compiled) findScenes() {
	for i := range c.passages {
		p := &c.passages[i].scenes
		p.byFlags = map[uint64]int{}
		for k, reached := range c.reaches(i) {
			if reached || k == i {
				p.read |= c.passages[k].flagsRead()
			}
		}
		c.addScene(i, knowledge{})
	}
	c.arriveIn(0, 0)
	for i := 0; i < len(c.scenes); i++ { // more are found on the way
		c.scenes[i].ways = c.waysOut(c.scenes[i].passage, c.scenes[i].flags)
	}
}

func (c *Compiled) addScene(passage int, flags knowledge) int {
	i := len(c.scenes)
	c.scenes = append(c.scenes, scene{passage: passage, flags: flags})
	c.passages[passage].scenes.all = append(c.passages[passage].scenes.all, i)
	return i
}

// arriveIn is the scene in a passage with these flags, added if it is new.
func (c *Compiled) arriveIn(passage int, flags uint64) int {
	p := &c.passages[passage].scenes
	flags &= p.read
	if i, found := p.byFlags[flags]; found {
		return i
	}
	if p.read == 0 || len(c.scenes) >= maxScenes {
		return passage
	}
	i := c.addScene(passage, knowledge{true, flags})
	p.byFlags[flags] = i
	return i
}

// sceneOf is the scene in which an unfinished state stands.
func (c *Compiled) sceneOf(s *state) int {
	p := &c.passages[s.at].scenes
	if i, found := p.byFlags[s.flags&p.read]; found {
		return i
	}
	return int(s.at)
}

// waysOut are the ways out of a scene in a passage.
func (c *Compiled) waysOut(passage int, flags knowledge) (ways []way) {
	p := &c.passages[passage]
	if !p.alwaysOpen {
		ways = append(ways, way{to: toFinish}) // where every option is locked
	}
	for i := range p.choices {
		ch := &p.choices[i]
		if !ch.requires.can(true, flags) {
			continue
		}
		r := ch.reach
		if flags.known && len(ch.outcome.branches) > 0 {
			r = reachOf(&ch.outcome, ch.target, flags)
		}
		for _, to := range r.targets {
			w := way{r.changes, r.worth, to, int(to)}
			if to < 0 || !flags.known || r.sets == nil {
				ways = append(ways, w)
				continue
			}
			for _, set := range r.sets {
				w.scene = c.arriveIn(int(to), flags.flags|set)
				ways = append(ways, w)
			}
		}
	}
	return ways
}

// can tells whether a condition can have this answer, whatever the levels and resources are.
func (cond *condition) can(answer bool, flags knowledge) bool {
	if cond == nil {
		return answer
	}
	switch cond.kind {
	case flagSet:
		return !flags.known || (flags.flags&cond.flag != 0) == answer
	case notOf:
		return cond.parts[0].can(!answer, flags)
	case allOf, anyOf:
		can := func(part condition) bool { return part.can(answer, flags) }
		if answer == (cond.kind == allOf) { // it takes every part to give this answer, and else one
			cannot := func(part condition) bool { return !can(part) }
			return !slices.ContainsFunc(cond.parts, cannot)
		}
		return slices.ContainsFunc(cond.parts, can)
	case never:
		return !answer
	}
	return true
}

// flagsRead are the flags that decide what is open in a passage and what its choices do.
func (p *passage) flagsRead() (read uint64) {
	for i := range p.choices {
		read |= p.choices[i].requires.flagsRead() | p.choices[i].outcome.flagsRead()
	}
	return read
}

func (o *outcome) flagsRead() (read uint64) {
	for _, branches := range o.branches {
		for i := range branches {
			read |= branches[i].when.flagsRead() | branches[i].outcome.flagsRead()
		}
	}
	return read
}

func (cond *condition) flagsRead() uint64 {
	if cond == nil {
		return 0
	}
	read := cond.flag
	for i := range cond.parts {
		read |= cond.parts[i].flagsRead()
	}
	return read
}

package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// progress shows how far a run is: a bar on a terminal, else a line every 10 seconds.
type progress struct {
	out   io.Writer
	name  string
	quiet bool
	bars  *mpb.Progress
	bar   *mpb.Bar
	next  time.Time
	begun time.Time
}

func newProgress(out io.Writer, name string, quiet bool) *progress {
	p := &progress{out: out, name: name, quiet: quiet, begun: time.Now()}
	p.next = p.begun.Add(10 * time.Second)
	if f, ok := out.(*os.File); ok && !quiet && terminal(f) && os.Getenv("NO_COLOR") == "" {
		p.bars = mpb.New(mpb.WithOutput(out), mpb.WithWidth(48))
	}
	return p
}

func (p *progress) update(now experiment.Progress) {
	switch {
	case p.quiet:
	case p.bars != nil:
		if p.bar == nil {
			p.bar = p.bars.AddBar(int64(now.Total), mpb.PrependDecorators(decor.Name(p.name+" ")),
				mpb.AppendDecorators(decor.CountersNoUnit("%d / %d trials "), decor.AverageETA(decor.ET_STYLE_GO)))
		}
		p.bar.SetCurrent(int64(now.Done))
	case time.Now().After(p.next):
		p.next = time.Now().Add(10 * time.Second)
		fmt.Fprintf(p.out, "%s: %d of %d trials, %.1f million calls, %.0f s\n", p.name, now.Done, now.Total,
			float64(now.Calls)/1e6, time.Since(p.begun).Seconds())
	}
}

// done takes the bar away.
func (p *progress) done() {
	if p.bar != nil {
		p.bar.Abort(true)
	}
	if p.bars != nil {
		p.bars.Wait()
	}
}

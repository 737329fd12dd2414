package report

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"math"
	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// page is one figure: a title, a key, panels on a grid and a footnote. All panels are the same size;
// those of a row share the vertical axis and those of a column the horizontal one.
type page struct {
	title  string
	key    []entry // legend, in a row over the panels: it cannot cover data there
	panels []panel // row by row
	cols   int
	foot   string
	bar    *colourBar // right of the panels, for maps
	ends   []end      // direct labels right of the last panel, for a figure of one panel
	ratio  float64    // height to width of a panel; 0 is the usual
}

// panel is one plot. Notes are lines of numbers under its title.
type panel struct {
	title string
	notes []string
	x, y  scale
	plot  []plot.Plotter // drawn in order, over the grid
	plain bool           // no grid: a map covers it
	bare  bool           // no axes: a simplex has none
}

// end is a direct label at the right end of a line.
type end struct {
	y     float64
	look  look
	label string
}

// Lengths of the layout, in points.
const (
	pageWidth  = 516 // 7.2 inches: the text width of a paper
	loneWidth  = 400 // a page of one panel
	margin     = 10
	lead       = 1.25 // line spacing
	panelRatio = 0.78 // height to width
	loneRatio  = 0.6
	gapPanels  = 17
	roomTicks  = 18 // tick labels of a row
	roomLabel  = 15 // label of the horizontal axis, under the last row
	roomBare   = 4  // the same without axes
	tickLength = 3
	pngDPI     = 200
)

// geometry is where everything is, computed once; y grows upwards.
type geometry struct {
	width, height vg.Length
	titles        []string
	foots         []string
	left, right   vg.Length // of the panels
	top, head     vg.Length // of the first row's titles; height of a panel's titles
	w, h          vg.Length // of a panel
	rows          int
}

// layout measures the page.
func (p *page) layout() geometry {
	g := geometry{width: pageWidth, rows: (len(p.panels) + p.cols - 1) / p.cols}
	if p.cols == 1 {
		g.width = loneWidth
	}
	g.titles = wrap(bold(style(sizeTitle, ink)), p.title, g.width-2*margin)
	g.foots = wrap(style(sizeFoot, faint), p.foot, g.width-2*margin)
	g.left = margin + sizeLabel*lead + p.tickRoom() + tickLength + 6
	g.right = g.width - margin - p.rightRoom()
	g.w = (g.right - g.left - gapPanels*vg.Length(p.cols-1)) / vg.Length(p.cols)
	g.h = g.w * panelRatio
	if p.cols == 1 {
		g.h = g.w * loneRatio
	}
	if p.ratio > 0 {
		g.h = g.w * vg.Length(p.ratio)
	}
	g.head = p.headRoom()
	g.top = margin + vg.Length(len(g.titles))*sizeTitle*lead + 4
	g.top += vg.Length(p.keyRows(g.width-2*margin)) * (sizeSmall*lead + 3)
	under := vg.Length(roomLabel)
	if p.panels[0].bare {
		under = roomBare
	}
	g.height = g.top + vg.Length(g.rows)*(g.head+g.h+roomTicks) + under + vg.Length(len(g.foots))*sizeFoot*lead + margin
	return g
}

// tickRoom is the widest tick label of a vertical axis.
func (p *page) tickRoom() vg.Length {
	var widest vg.Length
	for _, panel := range p.panels {
		for _, t := range panel.y.ticks {
			widest = max(widest, style(sizeSmall, ink).Width(t.label))
		}
	}
	return widest
}

// rightRoom is what stands right of the panels: a colour bar, direct labels, or half of a tick label.
func (p *page) rightRoom() vg.Length {
	room := vg.Length(6)
	if p.bar != nil {
		room = p.bar.room()
	}
	for _, e := range p.ends {
		room = max(room, style(sizeSmall, ink).Width(e.label)+8)
	}
	return room
}

// headRoom is the height of the titles over a panel; all rows get the same.
func (p *page) headRoom() vg.Length {
	var room vg.Length
	for _, panel := range p.panels {
		h := vg.Length(len(panel.notes)) * sizeSmall * lead
		if panel.title != "" {
			h += sizeLabel * lead
		}
		room = max(room, h+8)
	}
	return room
}

// draw draws the page on a canvas of the size that layout gave.
func (p *page) draw(c draw.Canvas, g geometry) {
	c.SetColor(paper)
	c.Fill(c.Rectangle.Path())
	y := g.height - margin
	for _, line := range g.titles {
		y -= sizeTitle
		write(c, bold(style(sizeTitle, ink)), draw.XLeft, vg.Point{X: margin, Y: y}, line)
		y -= sizeTitle * (lead - 1)
	}
	p.drawKey(c, vg.Point{X: margin, Y: y - 4}, g.width-2*margin)
	for i := range p.panels {
		p.drawPanel(c, g, i)
	}
	at := vg.Point{X: (g.left + g.right) / 2, Y: p.row(g, g.rows-1) - g.h - 23}
	write(c, style(sizeLabel, ink), draw.XCenter, at, p.panels[0].x.label)
	if p.bar != nil {
		// Beside the first row: all panels share its colours.
		low := p.row(g, 0) - g.h
		p.bar.draw(c, vg.Rectangle{Min: vg.Point{X: g.right, Y: low}, Max: vg.Point{X: g.right, Y: low + g.h}})
	}
	y = margin + vg.Length(len(g.foots)-1)*sizeFoot*lead
	for _, line := range g.foots {
		write(c, style(sizeFoot, faint), draw.XLeft, vg.Point{X: margin, Y: y}, line)
		y -= sizeFoot * lead
	}
}

// row returns the upper edge of the data of a row of panels.
func (p *page) row(g geometry, row int) vg.Length {
	return g.height - g.top - vg.Length(row)*(g.head+g.h+roomTicks) - g.head
}

// drawPanel draws the i-th panel: titles, frame, data and, at the end of its row, the direct labels.
func (p *page) drawPanel(c draw.Canvas, g geometry, i int) {
	row, col := i/p.cols, i%p.cols
	box := c
	box.Min.X = g.left + vg.Length(col)*(g.w+gapPanels)
	box.Max.X = box.Min.X + g.w
	box.Max.Y = p.row(g, row)
	box.Min.Y = box.Max.Y - g.h
	pan := p.panels[i]
	p.drawHead(c, pan, vg.Point{X: box.Min.X, Y: box.Max.Y + g.head})
	plt := plot.New()
	plt.HideAxes()
	plt.X.Padding, plt.Y.Padding = 0, 0
	plt.BackgroundColor = nil
	f := frame{x: pan.x, y: pan.y, left: col == 0, grid: !pan.plain}
	if pan.bare {
		plt.Add(pan.plot...)
	} else {
		plt.Add(plotFunc(f.under))
		plt.Add(pan.plot...)
		plt.Add(plotFunc(f.over))
	}
	plt.X.Min, plt.X.Max, plt.Y.Min, plt.Y.Max = pan.x.min, pan.x.max, pan.y.min, pan.y.max
	if pan.x.log {
		plt.X.Scale = logarithm{}
	}
	if pan.y.log {
		plt.Y.Scale = logarithm{}
	}
	plt.Draw(box)
	drawEnds(box, pan.y, p.ends)
}

// drawHead writes a panel's title and notes downwards from the top left corner of its head.
func (p *page) drawHead(c draw.Canvas, pan panel, at vg.Point) {
	if pan.title != "" {
		at.Y -= sizeLabel
		write(c, bold(style(sizeLabel, ink)), draw.XLeft, at, pan.title)
		at.Y -= sizeLabel * (lead - 1)
	}
	for _, note := range pan.notes {
		at.Y -= sizeSmall
		write(c, style(sizeSmall, faint), draw.XLeft, at, note)
		at.Y -= sizeSmall * (lead - 1)
	}
}

// save writes path.svg and path.png and returns their names. There is no PDF: the library's backend
// refuses bold fonts, encodes text in a code page without a minus sign, and stamps the time of day into
// the file unless a global variable of a third package is set. SVG converts to PDF without a loss.
func (p *page) save(path string) ([]string, error) {
	g := p.layout()
	svg := vgsvg.New(g.width, g.height)
	p.draw(draw.New(svg), g)
	png := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(g.width, g.height), vgimg.UseDPI(pngDPI))}
	p.draw(draw.New(png), g)
	if err := writeFile(path+".svg", svg, p.finishSVG); err != nil {
		return nil, err
	}
	if err := writeFile(path+".png", png, nil); err != nil {
		return nil, err
	}
	return []string{path + ".svg", path + ".png"}, nil
}

// finishSVG gives the picture a title for screen readers and names what to use where Liberation Sans is
// not installed: Arial and Helvetica have the same widths, so that no label moves.
func (p *page) finishSVG(svg []byte) []byte {
	svg = bytes.ReplaceAll(svg, []byte("font-family:Liberation Sans;"),
		[]byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;"))
	end := []byte("xlink\">\n")
	title := fmt.Appendf(nil, "xlink\" role=\"img\">\n<title>%s</title>\n", html.EscapeString(p.title))
	return bytes.Replace(svg, end, title, 1)
}

// writeFile writes a finished canvas in one go: only a full disk can leave half a file.
func writeFile(path string, from io.WriterTo, finish func([]byte) []byte) error {
	var buffer bytes.Buffer
	if _, err := from.WriteTo(&buffer); err != nil {
		return err
	}
	data := buffer.Bytes()
	if finish != nil {
		data = finish(data)
	}
	return os.WriteFile(path, data, 0o644)
}

// columns returns the number of columns for n panels: up to three in a row, four as a square.
func columns(n int) int {
	if n <= 3 {
		return n
	}
	if n == 4 {
		return 2
	}
	return int(math.Min(3, math.Ceil(math.Sqrt(float64(n)))))
}

package report

import (
	"image/color"
	"math"
	"strings"

	stdfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The look of every figure. Sizes are points on a page of a paper's text width, so that a figure is
// printed as it is drawn.
const (
	sizeTitle = 10.5
	sizeLabel = 8.5
	sizeSmall = 7.5
	sizeFoot  = 6.5

	widthAxis   = 0.6
	widthGrid   = 0.4
	widthLine   = 1.5
	widthTheory = 0.9
	radiusDot   = 1.7
)

var (
	ink       = color.NRGBA{0x22, 0x22, 0x22, 0xff} // text and axes
	faint     = color.NRGBA{0x66, 0x66, 0x66, 0xff} // footnotes and secondary text
	grid      = color.NRGBA{0xe2, 0xe2, 0xe2, 0xff}
	lightGrid = color.NRGBA{0xf1, 0xf1, 0xf1, 0xff} // between the ticks of a log axis
	shade     = color.NRGBA{0x00, 0x00, 0x00, 0x20} // the interval of a crossing
	paper     = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	blank     = color.NRGBA{0xf4, 0xf4, 0xf4, 0xff} // a cell without a value
	mark      = color.NRGBA{0x00, 0x9e, 0x73, 0xff} // what theory predicts: Okabe-Ito green, no series has it
)

// series colours: Okabe and Ito, "Color Universal Design" (2008), chosen to be told apart by people with
// any colour vision. Yellow is left out (too light for a line on white) and green is kept for predictions.
var palette = []color.NRGBA{
	{0x00, 0x72, 0xb2, 0xff}, // blue
	{0xd5, 0x5e, 0x00, 0xff}, // vermillion
	{0xcc, 0x79, 0xa7, 0xff}, // reddish purple
	{0xe6, 0x9f, 0x00, 0xff}, // orange
	{0x56, 0xb4, 0xe9, 0xff}, // sky blue
	{0x44, 0x44, 0x44, 0xff},
}

// dashes are the second cue: a figure must survive a black-and-white printer.
var dashes = [][]vg.Length{nil, {7, 2.5}, {2, 1.8}, {7, 2, 1.5, 2}, {4, 1.5}, {10, 2, 2, 2, 2, 2}}

// theoryDashes are finer than any series' dashes.
var theoryDashes = []vg.Length{2.6, 1.6}

// look is colour and dash of a line.
type look struct {
	color color.NRGBA
	dash  []vg.Length
}

// lookOf returns the look of the i-th series.
func lookOf(i int) look {
	return look{palette[i%len(palette)], dashes[i%len(dashes)]}
}

// line is the style of a series' mean.
func (l look) line() draw.LineStyle {
	return draw.LineStyle{Color: l.color, Width: widthLine, Dashes: l.dash}
}

// theory is the style of the closed form of the same series: the same colour, darker so that it shows
// where it lies on the mean, thin and finely dashed.
func (l look) theory() draw.LineStyle {
	c := l.color
	c.R, c.G, c.B = c.R/2, c.G/2, c.B/2
	return draw.LineStyle{Color: c, Width: widthTheory, Dashes: theoryDashes}
}

// band is the fill of a series' interval.
func (l look) band() color.NRGBA {
	c := l.color
	c.A = 0x38
	return c
}

// fonts is a cache of our own: the plot library's default is a variable anyone may change.
var fonts = text.Plain{Fonts: font.NewCache(liberation.Collection())}

// style returns Liberation Sans in a size and colour.
func style(size vg.Length, c color.Color) text.Style {
	return text.Style{
		Color:   c,
		Font:    font.Font{Typeface: "Liberation", Variant: "Sans", Size: size},
		Handler: fonts,
	}
}

// bold makes a style heavier.
func bold(s text.Style) text.Style {
	s.Font.Weight = stdfont.WeightBold
	return s
}

// write puts one line of text with its baseline at at.Y; x says which part of it is at at.X.
func write(c draw.Canvas, s text.Style, x text.XAlignment, at vg.Point, txt string) {
	c.SetColor(s.Color)
	at.X += vg.Length(x) * s.Width(txt)
	c.FillString(fonts.Fonts.Lookup(s.Font, s.Font.Size), at, txt)
}

// writeUp puts one line of text turned a quarter to the left: its baseline at at.X, its middle at at.Y.
func writeUp(c draw.Canvas, s text.Style, at vg.Point, txt string) {
	c.Push()
	c.Translate(at)
	c.Rotate(math.Pi / 2)
	write(c, s, draw.XCenter, vg.Point{}, txt)
	c.Pop()
}

// wrap breaks txt into lines no wider than width.
func wrap(s text.Style, txt string, width vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(txt) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && s.Width(longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}

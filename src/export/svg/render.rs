//! From a drawing to its text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::label::{clean, describe_edge, describe_node, edge_label};
use super::super::style::{Category, DARK_INK, FONTS, INK, Line, Stroke};
use super::super::xml::escape;
use super::layout::Pair;
use super::{Drawing, Path, Routed, SMALL, layout, legend, shape};

/// Space around the drawing.
const PAD: f64 = 20.0;

impl Drawing<'_> {
    pub(super) fn render(&self) -> String {
        let areas = self.nodes.iter().map(|node| (node.body.centre, node.body.size));
        let labels = self.edges.iter().map(|edge| (edge.area.centre, edge.area.size));
        let framed = self
            .frames
            .iter()
            .map(|frame| (frame.area.centre, frame.area.size));
        let [low, high] = layout::extent(areas.chain(labels).chain(framed));
        let title_height = if self.input.options.title.is_some() {
            30.0
        } else {
            0.0
        };
        let mut width = (high[0] - low[0] + 2.0 * PAD).max(160.0);
        let mut height = high[1] - low[1] + 2.0 * PAD + title_height;
        let mut legend = String::new();
        if self.input.options.legend {
            width = width.max(360.0);
            let (drawn, tall) = legend::draw(self, width - 2.0 * PAD);
            let _ = write!(
                legend,
                "<g transform=\"translate({PAD:.1} {:.1})\">\n{drawn}</g>\n",
                height - PAD / 2.0
            );
            height += tall;
        }
        let mut svg = self.head(width, height);
        let (shift_x, shift_y) = (PAD - low[0], PAD + title_height - low[1]);
        let _ = writeln!(svg, "<g transform=\"translate({shift_x:.1} {shift_y:.1})\">");
        self.draw_frames(&mut svg);
        self.draw_lines(&mut svg);
        self.draw_nodes(&mut svg);
        self.draw_labels(&mut svg);
        svg.push_str("</g>\n");
        svg.push_str(&legend);
        svg.push_str("</svg>\n");
        svg
    }

    /// Everything before the drawing itself: size, title, description, style, ground.
    fn head(&self, width: f64, height: f64) -> String {
        let title = self.input.options.title.as_deref().unwrap_or("Knowledge graph");
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"relata-title relata-desc\" \
             font-family=\"{FONTS}\" font-size=\"{}\" text-anchor=\"middle\">\n",
            shape::FONT
        );
        let _ = writeln!(svg, "<title id=\"relata-title\">{}</title>", escape(title));
        let _ = writeln!(
            svg,
            "<desc id=\"relata-desc\">{}</desc>",
            escape(&self.description())
        );
        svg.push_str(&self.style());
        let _ = writeln!(
            svg,
            "<rect class=\"bg\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
        );
        if self.input.options.title.is_some() {
            let _ = writeln!(
                svg,
                "<text class=\"ink\" x=\"{:.1}\" y=\"28\" font-size=\"16\" fill=\"{INK}\">{}</text>",
                width / 2.0,
                escape(title)
            );
        }
        svg
    }

    /// The graph in words.
    fn description(&self) -> String {
        let entities = self
            .nodes
            .iter()
            .filter(|node| node.category != Category::Literal)
            .count();
        let mut words = format!("{entities} entities, {} connections.", self.edges.len());
        for edge in self.edges.iter().take(40) {
            let (subject, object) = edge.ends;
            let ends = [&self.view.graph[subject].label, &self.view.graph[object].label];
            let _ = write!(words, " {} – {} – {}.", ends[0], edge_label(edge.edge), ends[1]);
        }
        clean(&words)
    }

    /// The colours for dark surroundings; those for light ones stand on the elements themselves, for
    /// readers that know no style sheets.
    fn style(&self) -> String {
        let mut style = String::from("<style>@media (prefers-color-scheme: dark) {\n.bg{fill:#0f172a}\n");
        let _ = writeln!(style, ".ink{{fill:{DARK_INK}}}\n.frame{{stroke:#475569}}");
        let categories: BTreeMap<String, Category> = self
            .nodes
            .iter()
            .map(|node| (class(node.category), node.category))
            .collect();
        for (name, category) in categories
            .iter()
            .filter(|(_, category)| **category != Category::Literal)
        {
            let colours = category.colours();
            let _ = writeln!(
                style,
                ".{name}{{fill:{};stroke:{}}}",
                colours.dark_fill, colours.dark_border
            );
        }
        let lines: BTreeMap<&str, &str> = self
            .edges
            .iter()
            .map(|edge| (edge.line.colour, edge.line.dark_colour))
            .collect();
        for (colour, dark) in lines {
            let name = line_class(colour);
            let _ = writeln!(style, ".{name}{{stroke:{dark}}}\n.{name}h{{fill:{dark}}}");
        }
        style.push_str("}</style>\n");
        style
    }

    fn draw_frames(&self, svg: &mut String) {
        for frame in &self.frames {
            let ([x, y], [width, height]) = (frame.area.centre, frame.area.size);
            let (left, top) = (x - width / 2.0, y - height / 2.0);
            let _ = writeln!(
                svg,
                "<g><rect class=\"frame\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
                 rx=\"8\" fill=\"none\" stroke=\"#94a3b8\"/><text class=\"ink\" x=\"{:.1}\" y=\"{:.1}\" \
                 text-anchor=\"start\" fill=\"{INK}\">{}</text></g>",
                left + 10.0,
                top + 17.0,
                escape(&frame.title)
            );
        }
    }

    fn draw_lines(&self, svg: &mut String) {
        for edge in &self.edges {
            let (path, tip, arrival) = match &edge.path {
                Path::Curve(curve) => {
                    let [from, bend, to] = [curve.from, curve.bend, curve.to];
                    let path = format!(
                        "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
                        from[0], from[1], bend[0], bend[1], to[0], to[1]
                    );
                    (path, to, curve.arrival())
                }
                Path::Loop([a, b, c, d]) => {
                    let path = format!(
                        "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                        a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1]
                    );
                    (path, *d, [-0.4, 0.917])
                }
            };
            let class = line_class(edge.line.colour);
            let _ = writeln!(
                svg,
                "<g><title>{}</title><path class=\"{class}\" d=\"{path}\" fill=\"none\" stroke=\"{}\" \
                 stroke-width=\"{}\"{}/>{}</g>",
                self.tooltip(edge),
                edge.line.colour,
                edge.line.width + 0.2,
                dashes(edge.line.stroke),
                head(tip, arrival, &edge.line, &class)
            );
        }
    }

    fn draw_nodes(&self, svg: &mut String) {
        for ((_, node), placed) in self.view.nodes().zip(&self.nodes) {
            let colours = placed.category.colours();
            let [x, y] = placed.body.centre;
            let title = escape(&describe_node(node, self.input.ontology).join("\n"));
            let italic = if node.named || placed.category == Category::Literal {
                ""
            } else {
                " font-style=\"italic\""
            };
            let _ = write!(
                svg,
                "<g transform=\"translate({x:.1} {y:.1})\"><title>{title}</title>{} class=\"{}\" fill=\"{}\" \
                 stroke=\"{}\" stroke-width=\"1.2\"/>",
                shape::element(placed.body.shape, placed.body.size),
                class(placed.category),
                colours.fill,
                colours.border
            );
            text_lines(svg, &placed.lines, [0.0, 0.0], shape::FONT, INK, italic);
            svg.push_str("</g>\n");
        }
    }

    fn draw_labels(&self, svg: &mut String) {
        for edge in &self.edges {
            let ([x, y], [width, height]) = (edge.area.centre, edge.area.size);
            let colour = if edge.line.tee { edge.line.colour } else { INK };
            let _ = write!(
                svg,
                "<g><title>{}</title><rect class=\"bg\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" \
                 height=\"{height:.1}\" rx=\"2\" fill=\"#ffffff\" fill-opacity=\"0.85\"/>",
                self.tooltip(edge),
                x - width / 2.0,
                y - height / 2.0
            );
            text_lines(svg, &edge.label, [x, y], SMALL, colour, "");
            svg.push_str("</g>\n");
        }
    }

    fn tooltip(&self, edge: &Routed<'_>) -> String {
        let whole = (edge.ends.0, edge.ends.1, edge.edge);
        escape(&describe_edge(self.view, whole, self.input).join("\n"))
    }
}

/// Lines of text around a centre.
fn text_lines(svg: &mut String, lines: &[String], [x, y]: Pair, size: f64, colour: &str, extra: &str) {
    let top = y - (lines.len() as f64 - 1.0) * size * shape::LEADING / 2.0 + size * 0.35;
    let _ = write!(
        svg,
        "<text class=\"ink\" font-size=\"{size}\" fill=\"{colour}\"{extra}>"
    );
    for (number, line) in lines.iter().enumerate() {
        let baseline = top + number as f64 * size * shape::LEADING;
        let _ = write!(
            svg,
            "<tspan x=\"{x:.1}\" y=\"{baseline:.1}\">{}</tspan>",
            escape(line)
        );
    }
    svg.push_str("</text>");
}

/// Arrowhead, or bar.
pub(super) fn head([x, y]: Pair, [along, down]: Pair, line: &Line, class: &str) -> String {
    let (wide, long) = (3.4 + line.width * 0.4, 8.0 + line.width);
    if line.tee {
        let (dx, dy) = (-down * 5.0, along * 5.0);
        let (x, y) = (x - along * 1.5, y - down * 1.5);
        return format!(
            "<path class=\"{class}\" d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"{}\" stroke-width=\"2.2\"/>",
            x - dx,
            y - dy,
            x + dx,
            y + dy,
            line.colour
        );
    }
    let (back_x, back_y) = (x - along * long, y - down * long);
    format!(
        "<path class=\"{class}h\" d=\"M{x:.1} {y:.1}L{:.1} {:.1}L{:.1} {:.1}Z\" fill=\"{}\"/>",
        back_x - down * wide,
        back_y + along * wide,
        back_x + down * wide,
        back_y - along * wide,
        line.colour
    )
}

pub(super) fn dashes(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Solid => "",
        Stroke::Dashed => " stroke-dasharray=\"6 4\"",
        Stroke::Dotted => " stroke-dasharray=\"1.5 3.5\" stroke-linecap=\"round\"",
    }
}

/// The style-sheet class of a category.
pub(super) fn class(category: Category) -> String {
    match category {
        Category::Other(slot) => format!("other{slot}"),
        named => format!("{named:?}").to_lowercase(),
    }
}

/// The style-sheet class of a line's colour.
pub(super) fn line_class(colour: &str) -> String {
    format!("l{}", colour.trim_start_matches('#'))
}

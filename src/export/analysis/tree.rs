//! Trees over the words of sentences, drawn as SVG.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::label::{clean, shorten, text_width};
use super::super::style::{Category, DARK_INK, FONTS, INK};
use super::super::xml::escape;
use crate::nlp::{Analysis, NameType, Sentence};

const PAD: f64 = 20.0;
const FONT: f64 = 15.0;
const SMALL: f64 = 11.0;
/// Least space between two words.
const GAP: f64 = 16.0;
/// How much higher an arc is than those under it.
const STEP: f64 = 22.0;
/// Longest word that is written out, in characters.
const LONGEST: usize = 40;

/// A drawing of sentences, one below another: arcs from heads to dependents with their relations, parts of speech
/// under the words, and names in coloured frames.
#[derive(Clone, Debug, Default)]
pub struct TreeDrawing {
    body: String,
    width: f64,
    height: f64,
    sentences: usize,
}

impl TreeDrawing {
    /// Adds the sentences of a document; `id` becomes a heading.
    pub fn add(&mut self, id: &str, text: &str, analysis: &Analysis) {
        self.height += 26.0;
        let _ = writeln!(
            self.body,
            "<text class=\"soft\" x=\"{PAD}\" y=\"{:.1}\" font-size=\"{SMALL}\" fill=\"#64748b\">{}</text>",
            self.height,
            escape(&clean(id))
        );
        for sentence in &analysis.sentences {
            self.add_sentence(text, sentence);
        }
    }

    /// Puts another drawing below this one.
    pub fn append(&mut self, below: &Self) {
        let _ = write!(
            self.body,
            "<g transform=\"translate(0 {:.1})\">\n{}</g>\n",
            self.height, below.body
        );
        self.width = self.width.max(below.width);
        self.height += below.height;
        self.sentences += below.sentences;
    }

    fn add_sentence(&mut self, text: &str, sentence: &Sentence) {
        let columns = Columns::new(text, sentence);
        let levels = levels(sentence);
        let highest = levels.iter().copied().max().unwrap_or(0) as f64;
        let line = self.height + 34.0 + highest * STEP;
        self.sentences += 1;
        let _ = writeln!(
            self.body,
            "<g role=\"group\"><title>{}</title>",
            escape(&clean(sentence.span.of(text)))
        );
        self.draw_names(sentence, &columns, line);
        for (at, token) in sentence.tokens.iter().enumerate() {
            self.draw_arc(sentence, at, levels[at], &columns, line);
            let x = columns.centres[at];
            let _ = writeln!(
                self.body,
                "<text class=\"ink\" x=\"{x:.1}\" y=\"{:.1}\" fill=\"{INK}\">{}</text>\
                 <text class=\"soft\" x=\"{x:.1}\" y=\"{:.1}\" font-size=\"{SMALL}\" fill=\"#64748b\">{}</text>",
                line + 20.0,
                escape(&columns.words[at]),
                line + 36.0,
                token.upos.name()
            );
        }
        self.body.push_str("</g>\n");
        self.width = self.width.max(columns.end + PAD);
        self.height = line + 62.0;
    }

    /// Frames around the words of names, with their types below.
    fn draw_names(&mut self, sentence: &Sentence, columns: &Columns, line: f64) {
        for name in &sentence.names {
            let (first, last) = (name.tokens.start, name.tokens.end.saturating_sub(1));
            let left = columns.centres[first] - columns.widths[first] / 2.0 - 4.0;
            let right = columns.centres[last] + columns.widths[last] / 2.0 + 4.0;
            let colour = category(name.kind).colours().border;
            let _ = writeln!(
                self.body,
                "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"21\" rx=\"5\" fill=\"{colour}\" \
                 fill-opacity=\"0.16\" stroke=\"{colour}\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" font-size=\"10\" fill=\"{colour}\">{:?}</text>",
                line + 5.0,
                right - left,
                f64::midpoint(left, right),
                line + 50.0,
                name.kind
            );
        }
    }

    /// The arc of a word, from its head down to it; the root's comes straight from above.
    fn draw_arc(&mut self, sentence: &Sentence, at: usize, level: usize, columns: &Columns, line: f64) {
        let token = &sentence.tokens[at];
        let to = columns.centres[at];
        let Some(head) = token.head else {
            let _ = writeln!(
                self.body,
                "<path class=\"line\" d=\"M{to:.1} {:.1}V{:.1}\" fill=\"none\" stroke=\"#64748b\" \
                 marker-end=\"url(#tip)\"/>\
                 <text class=\"ink\" x=\"{to:.1}\" y=\"{:.1}\" font-size=\"{SMALL}\" fill=\"{INK}\">root</text>",
                line - 8.0 - level as f64 * STEP,
                line - 1.0,
                line - 11.0 - level as f64 * STEP
            );
            return;
        };
        // Arcs of one head leave it side by side, the far ones inside.
        let shift = if at > head { 5.0 } else { -5.0 };
        let from = columns.centres[head] + shift;
        let top = line - 8.0 - level as f64 * STEP;
        let bend = 8.0f64.min((to - from).abs() / 2.0) * (to - from).signum();
        let _ = writeln!(
            self.body,
            "<path class=\"line\" d=\"M{from:.1} {line:.1}V{:.1}Q{from:.1} {top:.1} {:.1} {top:.1}H{:.1}Q{to:.1} \
             {top:.1} {to:.1} {:.1}V{:.1}\" fill=\"none\" stroke=\"#64748b\" marker-end=\"url(#tip)\"/>\
             <text class=\"ink\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"{SMALL}\" fill=\"{INK}\">{}</text>",
            top + 8.0,
            from + bend,
            to - bend,
            top + 8.0,
            line - 1.0,
            f64::midpoint(from, to),
            top - 3.0,
            token.deprel
        );
    }

    /// Writes the drawing.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (width, height) = (self.width.max(160.0), self.height + PAD);
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"relata-title\" \
             font-family=\"{FONTS}\" font-size=\"{FONT}\" text-anchor=\"middle\">\n\
             <title id=\"relata-title\">Dependency trees of {} sentences</title>\n\
             <style>text.soft[x=\"{PAD}\"]{{text-anchor:start}}\n\
             @media (prefers-color-scheme: dark) {{.bg{{fill:#0f172a}} .ink{{fill:{DARK_INK}}} \
             .soft{{fill:#94a3b8}} .line{{stroke:#94a3b8}}}}</style>\n\
             <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
             orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#64748b\"/></marker></defs>\n\
             <rect class=\"bg\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
            self.sentences
        )?;
        out.write_all(self.body.as_bytes())?;
        writeln!(out, "</svg>")
    }
}

/// Where the words of a sentence stand.
struct Columns {
    words: Vec<String>,
    centres: Vec<f64>,
    widths: Vec<f64>,
    end: f64,
}

impl Columns {
    /// Words side by side, so far apart that the relation of an arc between neighbours has room.
    fn new(text: &str, sentence: &Sentence) -> Self {
        let mut columns = Self {
            words: Vec::new(),
            centres: Vec::new(),
            widths: Vec::new(),
            end: PAD,
        };
        for (at, token) in sentence.tokens.iter().enumerate() {
            let word = shorten(&clean(token.span.of(text)), LONGEST);
            let width = (text_width(&word) * FONT).max(text_width(token.upos.name()) * SMALL);
            let mut gap = if at == 0 { 0.0 } else { GAP };
            if let Some(before) = at.checked_sub(1) {
                let relation = match (token.head, sentence.tokens[before].head) {
                    (Some(head), _) if head == before => token.deprel,
                    (_, Some(head)) if head == at => sentence.tokens[before].deprel,
                    _ => "",
                };
                let room = f64::midpoint(width, columns.widths[before]);
                gap = gap.max(text_width(relation) * SMALL + 18.0 - room);
            }
            columns.centres.push(columns.end + gap + width / 2.0);
            columns.end += gap + width;
            columns.words.push(word);
            columns.widths.push(width);
        }
        columns
    }
}

/// How high the arc to each word is: one more than the highest arc that it spans; the root's comes from above all.
fn levels(sentence: &Sentence) -> Vec<usize> {
    let mut arcs: Vec<(usize, usize, usize)> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| token.head.map(|head| (at.min(head), at.max(head), at)))
        .collect();
    arcs.sort_by_key(|&(low, high, _)| (high - low, low));
    let mut levels = vec![0; sentence.tokens.len()];
    // The highest arc so far over each space between two words.
    let mut over = vec![0; sentence.tokens.len()];
    for (low, high, at) in arcs {
        let level = over[low..high].iter().max().map_or(1, |highest| highest + 1);
        over[low..high].fill(level);
        levels[at] = level;
    }
    let highest = over.into_iter().max().unwrap_or(0);
    for (token, level) in sentence.tokens.iter().zip(&mut levels) {
        if token.head.is_none() {
            *level = highest + 1;
        }
    }
    levels
}

/// What a name's bearer is in drawings of graphs, whose colours the name gets.
fn category(kind: NameType) -> Category {
    match kind {
        NameType::Person => Category::Person,
        NameType::Organization => Category::Organization,
        NameType::Gpe | NameType::Location => Category::Place,
        NameType::Facility => Category::Facility,
        NameType::Event => Category::Event,
        NameType::Law | NameType::Work | NameType::Product => Category::Work,
        NameType::Norp => Category::Other(4),
        NameType::Date | NameType::Time => Category::Other(3),
        NameType::Money | NameType::Quantity | NameType::Percent | NameType::Other => Category::Other(0),
    }
}

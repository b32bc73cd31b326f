//! `relata parse`: the analysis of documents as CoNLL-U.

use std::io::{Read, Write};
use std::path::Path;
use std::{fs, io};

use anyhow::Context as _;
use relata::nlp::{Analyser, conllu};

use crate::cli::reading::ReadingArgs;
use crate::cli::{Answer, Context, batches, console};

/// Options of `relata parse`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata parse article.txt
  echo 'Keld Marsh visited Sund.' | relata parse -
  relata parse --pretokenized gold.conllu        tokens and sentences as given, all else anew")]
pub(crate) struct Args {
    #[command(flatten)]
    reading: ReadingArgs,
    /// Take CoNLL-U in, and keep its tokens and sentences
    #[arg(long)]
    pretokenized: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let analyser = Analyser::embedded();
    let mut out = console::data();
    if args.pretokenized {
        for path in &args.reading.inputs {
            parse_tokens(path, &analyser, &mut out)?;
        }
        out.flush()?;
        return Ok(Answer::Yes);
    }
    let config = args.reading.config(context)?;
    let tally = batches::run(
        &args.reading.inputs,
        args.reading.stdin_format(),
        &config,
        context,
        |document| {
            let mut text = Vec::new();
            let analysis = analyser.analyse(document);
            conllu::write(&mut text, &document.id.0, &document.text, &analysis).map(|()| text)
        },
        |batch| {
            for text in batch {
                out.write_all(&text?)?;
            }
            Ok(out.flush()?)
        },
    )?;
    out.flush()?;
    Ok(if tally.failed > 0 {
        Answer::InPart
    } else {
        Answer::Yes
    })
}

fn parse_tokens(path: &Path, analyser: &Analyser, out: &mut dyn Write) -> anyhow::Result<()> {
    let name = path.to_string_lossy();
    let source = if name == "-" {
        let mut source = String::new();
        io::stdin().lock().read_to_string(&mut source).map(|_| source)
    } else {
        fs::read_to_string(path)
    };
    let source = source.with_context(|| format!("cannot read `{name}`"))?;
    let given = conllu::read(&source).with_context(|| format!("`{name}` is not CoNLL-U"))?;
    let analysis = analyser.analyse_tokens(&given.text, &given.sentences);
    Ok(conllu::write(out, &name, &given.text, &analysis)?)
}

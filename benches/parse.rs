//! Speed of the language core: words a second on running text, and loading of the weights.

use divan::counter::ItemsCount;
use relata::nlp::Analyser;

fn main() {
    divan::main();
}

/// News-like sentences of our own.
const TEXT: &str = "The harbour council of Tarsk voted on Tuesday to close the northern docks, said Mayor Ilse Brandt. \
    Two of the three ferries that Corvane bought from Merrow Lines last year were damaged by the storm, and repairs \
    could take until March. \"We have not been told who will pay for it,\" a spokesman for the company told reporters. \
    Opposition leader Keld Marsh, who met workers in Sund earlier this week, called the decision a mistake. \
    The council denied that it had been warned by the Coastal Safety Board (CSB) in 2024.\n";

#[divan::bench]
fn words(bencher: divan::Bencher) {
    let analyser = Analyser::embedded();
    let text = TEXT.repeat(20);
    let words = text.split_whitespace().count();
    bencher
        .counter(ItemsCount::new(words))
        .bench(|| analyser.analyse_text(divan::black_box(&text)));
}

#[divan::bench]
fn load() -> Analyser {
    Analyser::embedded()
}

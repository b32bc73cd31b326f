//! From bytes to clean text.
//!
//! In this order: a byte order mark; UTF-16 without one, told by its zero bytes; valid UTF-8; the
//! encoding that a page declares; UTF-8 with some stray bytes; the best guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::clean;

/// How many bytes are looked at to tell what they are.
const HEAD: usize = 8192;

/// First bytes of files that are often met and are no text.
const MAGIC: [(&[u8], &str); 9] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, Word or EPUB file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
];

/// The clean text of `bytes`, or what they are if no text.
pub(super) fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(what);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(clean::text(&encoding.decode_with_bom_removal(bytes).0));
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return Ok(clean::text(&encoding.decode_without_bom_handling(bytes).0));
    }
    if is_binary(bytes) {
        return Err("binary data");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(clean::text(text));
    }
    if let Some(encoding) = declared(bytes).filter(|&encoding| encoding != UTF_8) {
        return Ok(clean::text(&encoding.decode_without_bom_handling(bytes).0));
    }
    if let Some(text) = mended_utf8(bytes) {
        return Ok(clean::text(&text));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Ok(clean::text(&encoding.decode_without_bom_handling(bytes).0))
}

/// UTF-16 without a byte order mark: in Western text every other byte is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 10 >= pairs * 7 => Some(UTF_16LE),
        (even, 0) if even * 10 >= pairs * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Zero bytes in number, or more control characters than any text has.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = head.iter().filter(|&&byte| byte == 0).count();
    let controls = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0xb | 0xc | 0x1b))
        .count();
    zeros * 100 > head.len() || controls * 10 > head.len()
}

/// The encoding that a page or XML file names in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let place = ["charset", "encoding"]
        .into_iter()
        .filter(|_| head.contains("<meta") || head.starts_with("<?xml"))
        .find_map(|key| head.find(key).map(|place| place + key.len()))?;
    let label = head[place..]
        .trim_start()
        .strip_prefix('=')?
        .trim_start_matches([' ', '"', '\'']);
    let end = label
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))
        .unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// UTF-8 in which some bytes are of Windows-1252, as pasting from elsewhere gives; `None` if most
/// are, for then it is no UTF-8 at all.
fn mended_utf8(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut good, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        // Several bytes are a sequence cut short, as at the end of a file cut off.
        if let [byte] = chunk.invalid() {
            stray += 1;
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
        } else if !chunk.invalid().is_empty() {
            stray += 1;
        }
    }
    (good >= stray).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bom: bool, big: bool) -> Vec<u8> {
        let units = bom.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn encodings_are_told() {
        let table: Vec<(&str, Vec<u8>, &str)> = vec![
            ("utf-8", "Öresk – bridge".into(), "Öresk – bridge"),
            ("utf-8 with mark", b"\xef\xbb\xbfAlda".to_vec(), "Alda"),
            (
                "utf-16 le",
                utf16("Keld visited Sund.\r\n", true, false),
                "Keld visited Sund.\n",
            ),
            (
                "utf-16 be",
                utf16("Keld visited Sund.", true, true),
                "Keld visited Sund.",
            ),
            (
                "bare utf-16 le",
                utf16("Keld visited Sund.", false, false),
                "Keld visited Sund.",
            ),
            (
                "bare utf-16 be",
                utf16("Keld visited Sund.", false, true),
                "Keld visited Sund.",
            ),
            (
                "windows-1252",
                b"Jos\xe9 N\xfa\xf1ez said \x93It\x92s done\x94.".to_vec(),
                "José Núñez said “It’s done”.",
            ),
            (
                "declared",
                b"<meta charset='iso-8859-2'> \xb3\xf3d\xbc".to_vec(),
                "<meta charset='iso-8859-2'> łódź",
            ),
            (
                "stray bytes",
                b"caf\xc3\xa9 \x93na\xc3\xafve\xc3\xa9 caf\xe9".to_vec(),
                "café “naïveé café",
            ),
            ("cut off", b"caf\xc3\xa9 \xe2\x80".to_vec(), "café "),
        ];
        for (name, bytes, expected) in table {
            assert_eq!(decode(&bytes).as_deref(), Ok(expected), "{name}");
        }
    }

    #[test]
    fn binary_is_named() {
        assert_eq!(decode(b"%PDF-1.7\n"), Err("a PDF file"));
        assert_eq!(decode(&[0, 1, 2, 0, 3, 255, 0, 0, 9]), Err("binary data"));
        assert_eq!(decode(&[0; 64]), Err("binary data"));
        assert!(decode(b"one stray zero in a text of some length \x00 is no binary, since it is so long a text that a byte does not count").is_ok());
    }
}

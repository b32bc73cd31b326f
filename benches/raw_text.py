"""The text that a CoNLL-U file analyses, paragraphs (`# newdoc`, `# newpar`) with an empty line between.

`raw_text.py GOLD.conllu > text.txt`, for scores of tokens and sentences.
"""

import sys


def main():
    out, inside = [], 0
    for line in open(sys.argv[1], encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if line.startswith(("# newdoc", "# newpar")):
            while out and out[-1] == " ":
                out.pop()
            if out and out[-1] != "\n\n":
                out.append("\n\n")
        elif len(cells) == 10 and "." not in cells[0]:
            first, _, last = cells[0].partition("-")
            if int(first) > inside:
                inside = int(last or first)
                out += [cells[1]] if "SpaceAfter=No" in cells[9] else [cells[1], " "]
        elif not line.strip():
            inside = 0
    print("".join(out).strip())


if __name__ == "__main__":
    main()

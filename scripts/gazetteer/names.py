#!/usr/bin/env python3
"""Make data/lexicon/given_names.tsv: given names and the gender of their bearers.

    pip install names==0.3.0
    python3 scripts/gazetteer/names.py CORPORA_GAZETTEERS_DIR data/lexicon/given_names.tsv

Takes the most frequent given names of the US census of 1990 (public domain; it counts men and women
apart) that the data set namedatabases (public domain) has too, and the names of given_names.txt
from the rest of the world. A line is a name, a tab, and m, f or u (both).
"""

import importlib.metadata
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
MOST = {"male": 1000, "female": 1650}

# One gender, if it is borne so many times as often by one as by the other.
CLEAR = 4.0

# Census names that are far more often words or family names, or misprints of the census.
NO_NAMES = set(
    "An See Man Long Love Mi So Do Se Le Dong Many Golden Merry Precious Princess Season Spring Summer Autumn "
    "Winter Lady Major Judge King Prince Chance Jewel Star Sky Sunday Sunshine Treasure Fairy Fe In My Soon "
    "Young Son Sung Toi Ha Hang Thi Van Von Ok Un U Numbers Mercy Honey Sugar Candy Easter Christmas France "
    "China India Asia Africa America Paris London Ireland Holland Israel Canada Kenya Indiana Carolina Nevada "
    "Denver Houston Dallas Orlando Berlin Vienna Jordan Chad Georgia Trinidad Art Angel April May June August Berry "
    "Brain Buddy Can Charity Chase Dawn Dean Destiny Drew Dusty Earnest Era Faith Forest Foster Gay Gene Ginger "
    "Guy Hung Hunter Junior Lane Marine Miles Odd Ole Per Queen Rich Rocky Royal Said Sun Sunny Tone Ward Will "
    "Windy Hope Joy Alpha Ivory Alva Refugio".split()
)


def census(source):
    """(name, share of the population in per cent) in order of frequency."""
    # Not imported: this script has the package's name.
    path = importlib.metadata.distribution("names").locate_file(f"names/dist.{source}.first")
    with open(path, encoding="ascii") as file:
        for line in file:
            name, share, *_ = line.split()
            yield name.capitalize(), float(share)


def main():
    if len(sys.argv) != 3:
        sys.exit("names.py: expected two arguments, the folder of the gazetteers and the file to write")
    source, target = sys.argv[1:]
    path = os.path.join(source, "namedatabases", "NamesDatabases", "first names", "all.txt")
    with open(path, encoding="utf-8-sig") as file:
        attested = {line.strip() for line in file}
    shares = {gender: dict(census(gender)) for gender in MOST}
    genders = {}
    for gender, most in MOST.items():
        for name in list(shares[gender])[:most]:
            if name in NO_NAMES or name not in attested:
                continue
            male, female = shares["male"].get(name, 0.0), shares["female"].get(name, 0.0)
            genders[name] = "m" if male >= CLEAR * female else "f" if female >= CLEAR * male else "u"
    with open(os.path.join(FOLDER, "given_names.txt"), encoding="utf-8") as file:
        for line in file:
            gender, _, listed = line.partition(":")
            if gender in ("m", "f", "u"):
                for name in filter(lambda name: name not in NO_NAMES, listed.split()):
                    known = genders.get(name, gender)
                    genders[name] = known if known == gender else "u"
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.write("# Given names, m, f or u (both); made by scripts/gazetteer/names.py; public domain.\n")
        file.writelines(f"{name}\t{gender}\n" for name, gender in sorted(genders.items()))
    print(f"{target}: {len(genders)} names, {os.path.getsize(target)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The 32-row Annex 2 printed by this project, by WeasyPrint and by LibreOffice, side by side in one run.

    cargo build --release -p forms --example time_forms
    python3 -m venv VENV && VENV/bin/pip install weasyprint==70.0      # and the Debian package libreoffice-writer-nogui
    VENV/bin/python crates/forms/benches/beside_others.py

All three set the same words: the fixed words of law/forms and the 32 rows of law/catalogue, A4, two pages, a table with the same
columns, in Kazakh. Ours and WeasyPrint's are tagged PDF and warm: one process, a median over several documents after the first. LibreOffice
stands twice: a process for each document, as a program that calls it for one paper has it; and each further document of a batch. The rounds of the three are interleaved, so that a busy machine is busy for all of them. Prints milliseconds on the wall.
"""

import html
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import tomllib

import weasyprint

ROOT = pathlib.Path(__file__).resolve().parents[3]
ROUNDS = 3
DOCUMENTS = 8
OURS = ROOT / "target/release/examples/time_forms"


def words() -> tuple[dict, list]:
    fixed = tomllib.loads((ROOT / "law/forms/annex_2.kk.toml").read_text())["fixed"]
    blocks = tomllib.loads((ROOT / "law/catalogue/criteria.toml").read_text())["block"]
    return fixed, blocks


def page(number: int) -> str:
    fixed, blocks = words()
    say = lambda name: html.escape(fixed[name])
    rows = []
    for block in blocks:
        rows.append(f"<tr><th>{block['row']}</th><th colspan=2>{html.escape(block['kk'])}</th></tr>")
        for row in block["indicator"]:
            rows.append(f"<tr><td>{row['row']}</td><td>{html.escape(row['kk'])}</td><td>{(row['row'] + number) % 2}</td></tr>")
        rows.append(f"<tr><td></td><td>{say('block_total')}</td><td>{number % 7}</td></tr>")
    signatures = "".join(
        f"<p>{say(who)} ____________ {say('signature_hint')}<br><small>{say('staff_hint')}</small></p>"
        for who in ("organization", "authorized_body", "internal_affairs")
    )
    return f"""<!doctype html><html lang=kk><head><meta charset=utf-8><title>{say('title')}</title><style>
@page {{ size: A4; margin: 20mm 10mm 20mm 30mm }}
body {{ font: 9pt "Noto Serif", "Liberation Serif", serif }} table {{ width: 100%; border-collapse: collapse }}
td, th {{ border: 0.5pt solid black; padding: 2pt }} .mark {{ text-align: right }} h1 {{ font-size: 12pt; text-align: center }}
</style></head><body><p class=mark>{say('mark')}<br>{say('form')}</p><h1>{say('title')}</h1>
<p>№ {number} ______________ <small>{say('person_hint')}</small></p>
<table><thead><tr><th>{say('number')}</th><th>{say('criteria')}</th><th>{say('points')}</th></tr></thead>
<tbody>{''.join(rows)}<tr><td></td><td>{say('total')}</td><td>{number % 29}</td></tr></tbody></table>
<p>{say('recognised')}</p>{signatures}</body></html>"""


def ours() -> list[float]:
    """The example prints one line for each annex; that of Annex 2 counts."""
    said = subprocess.run([OURS, "0"], check=True, capture_output=True, text=True).stdout
    return [float(median) for median in re.findall(r"annex_2: median ([0-9.]+) ms", said)]


def weasy(fonts) -> list[float]:
    times = []
    for number in range(DOCUMENTS + 1):
        text = page(number)
        begun = time.perf_counter()
        weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)
        times.append((time.perf_counter() - begun) * 1000)
    return times[1:]


def office(folder: pathlib.Path) -> tuple[list[float], list[float]]:
    """Milliseconds for a document by itself, and for each further one of a batch."""

    def batch(count: int) -> float:
        files = []
        for number in range(count):
            file = folder / f"{number}.html"
            file.write_text(page(number))
            files.append(file)
        begun = time.perf_counter()
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--writer", "--convert-to",
             "pdf:writer_web_pdf_Export", "--outdir", folder / "out", *files],
            check=True, capture_output=True,
        )
        assert len(list((folder / "out").glob("*.pdf"))) >= count
        shutil.rmtree(folder / "out")
        return (time.perf_counter() - begun) * 1000

    batch(1)  # makes the profile
    alone = [batch(1) for _ in range(3)]
    return alone, [(batch(DOCUMENTS + 1) - statistics.median(alone)) / DOCUMENTS]


def main() -> None:
    fonts = weasyprint.text.fonts.FontConfiguration()
    times: dict[str, list[float]] = {"tirek": [], "weasyprint": [], "libreoffice, one": [], "libreoffice, batch": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            times["tirek"] += ours()
            times["weasyprint"] += weasy(fonts)
            alone, further = office(pathlib.Path(folder))
            times["libreoffice, one"] += alone
            times["libreoffice, batch"] += further
    medians = {name: statistics.median(each) for name, each in times.items()}
    print(f"load before: {os.getloadavg()[0]:.1f}; rounds: {ROUNDS}; documents a round: {DOCUMENTS}")
    for name, median in medians.items():
        print(f"{name:18} {median:8.1f} ms a document, {median / medians['tirek']:5.1f} times ours")


if __name__ == "__main__":
    main()

"""The index of a nation: how large it is, how long it takes to write, to filter and to sort.

``python -m benchmarks.index_page [ROWS]`` writes an index of invented counties, opens it in
Chromium at desktop and phone width, and prints milliseconds from an input to the finished layout.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from analysis.rendering.batch.index_page import write_index
from analysis.rendering.batch.run_record import Entry, RunRecord
from analysis.rendering.brief.output_folder import OutputFolder

ROWS = 3000
CITIES, PER_PROVINCE = 330, 11
LATEST = "2021-06-30"
HAN, SYLLABLES = "狐岭松柏清河石桥白云", ("hu", "ling", "song", "bai", "qing", "he", "shi", "qiao")
# From the input to the end of the layout, as the page itself sees it.
MEASURE = """([id, value, type]) => {
  const field = document.getElementById(id);
  field.value = value;
  const started = performance.now();
  field.dispatchEvent(new Event(type, {bubbles: true}));
  document.body.getBoundingClientRect();
  document.querySelector('.counties').offsetHeight;
  return performance.now() - started;
}"""
STEPS = {
    "first filter: one letter": ("search", "q", "input"),
    "second filter: one letter more": ("search", "qi", "input"),
    "Chinese": ("search", "狐岭", "input"),
    "no filter any more": ("search", "", "input"),
    "one province": ("province", "110000", "change"),
    "order by use of the fund": ("order", "use", "change"),
}


def make_nation(rows: int) -> tuple[RunRecord, dict[str, dict[str, Any]]]:
    """A run record and an overview of invented counties, the same each time.

    Args:
        rows: how many counties.
    """
    chance = random.Random(1)
    entries, names, overview = {}, {}, {}
    for number in range(rows):
        city = number % CITIES
        province_code = f"{11 + city // PER_PROVINCE}0000"
        city_code = f"{11 + city // PER_PROVINCE}{1 + city % PER_PROVINCE:02d}00"
        code = f"{city_code[:4]}{1 + number // CITIES:02d}"
        pinyin = "".join(chance.choices(SYLLABLES, k=2)).capitalize()
        name_zh = "".join(chance.choices(HAN, k=2)) + "县"
        names[code] = (name_zh, f"{pinyin} County", f"第{city}市", f"Number {city} City")
        for language in ("zh", "en"):
            entries[code, language] = Entry("rendered", "a", html_sha256="b", as_of=LATEST)
        overview[code] = {
            "county_code": code, "name_zh": name_zh, "pinyin": pinyin, "city_code": city_code,
            "city_zh": names[code][2], "city_en": names[code][3], "province_code": province_code,
            "province_zh": f"{province_code[:2]}号省", "latest": LATEST, "projects": 1,
            "province_en": f"{province_code[:2]} Province", "programmes": None,
            "disbursement_rate": chance.random(), "use_rate": chance.random(),
            "use_change": chance.random() / 9 - 0.02, "target_items": 23,
            "met": chance.randrange(24), "contradicts_open": max(0, chance.randrange(12) - 8),
            "latest_month": "2021-05-31",
        }  # fmt: skip
    return RunRecord(entries, names), overview


def measure(page_path: Path, width: int, height: int) -> dict[str, float]:
    """Milliseconds of each step in a window of this size, the page opened anew."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import ARGUMENTS, find_chromium

    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": width, "height": height})
        started = time.perf_counter()
        page.goto(page_path.resolve().as_uri())
        spent = {"opened": 1000 * (time.perf_counter() - started)}
        spent |= {name: page.evaluate(MEASURE, list(step)) for name, step in STEPS.items()}
        browser.close()
    return spent


def main(arguments: list[str]) -> int:
    """Writes, measures and prints."""
    rows = int(arguments[0]) if arguments else ROWS
    record, overview = make_nation(rows)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        index = write_index(record, OutputFolder(Path(folder)), overview)
        spent = time.perf_counter() - started
        print(f"{rows} rows: {index.stat().st_size / 1e6:.2f} MB, written in {spent:.1f} s")
        for width, height in ((1280, 900), (360, 800)):
            for name, milliseconds in measure(index, width, height).items():
                print(f"{width} px, {name}: {milliseconds:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

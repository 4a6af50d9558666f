"""The index of a nation: how large it is, how long it takes to write, to filter and to sort.

``python -m benchmarks.index_page [ROWS]`` writes an index of invented counties, opens it several
times in Chromium at desktop and phone width, and prints milliseconds from an input to the end of
the layout and to the frame in which a reader sees it.
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
# As long as the longest of real ones.
LONG_ZH, LONG_EN = (
    "狐岭松柏族清河石桥族白云族自治县",
    "Hulingsong, Baiqinghe and Shiqiao Autonomous County",
)
LONG_CITY_ZH, LONG_CITY_EN = "狐岭松柏族自治州", "Huling Songbai Autonomous Prefecture"
LONG_PROVINCE_ZH, LONG_PROVINCE_EN = "清河石桥自治区", "Inner Qinghe Autonomous Region"
PROGRAMMES = "电子商务进农村综合示范"
RUNS = 5
# From the input to the end of the layout, and to the next frame, as the page itself sees them.
MEASURE = """async ([id, value, type]) => {
  const field = document.getElementById(id) || document.querySelector(id);
  if (type !== 'click') field.value = value;
  const started = performance.now();
  if (type === 'click') field.click();
  else field.dispatchEvent(new Event(type, {bubbles: true}));
  document.querySelector('.counties').getBoundingClientRect();
  const layout = performance.now() - started;
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return [layout, performance.now() - started];
}"""
STEPS = {
    "first filter: one letter": ("search", "q", "input"),
    "second filter: one letter more": ("search", "qi", "input"),
    "Chinese": ("search", "狐岭", "input"),
    "no filter any more": ("search", "", "input"),
    "one province": ("province", "110000", "change"),
    "order by use of the fund": ("order", "use", "change"),
    "all provinces": ("province", "", "change"),
    "list all": (".more button", "", "click"),
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
        provinces = f"{province_code[:2]}号省", f"Number {province_code[:2]} Province"
        if number % 50 == 49:
            names[code] = (LONG_ZH, LONG_EN, LONG_CITY_ZH, LONG_CITY_EN)
        if number % 50 == 24:
            names[code] = (name_zh, f"{pinyin} County", LONG_CITY_ZH, LONG_CITY_EN)
            provinces = LONG_PROVINCE_ZH, LONG_PROVINCE_EN
        for language in ("zh", "en"):
            entries[code, language] = Entry("rendered", "a", html_sha256="b", as_of=LATEST)
        overview[code] = {
            "county_code": code, "name_zh": names[code][0], "pinyin": pinyin,
            "city_code": city_code, "city_zh": names[code][2], "city_en": names[code][3],
            "province_code": province_code, "province_zh": provinces[0],
            "province_en": provinces[1],
            "latest": LATEST, "projects": 1, "programmes": PROGRAMMES,
            "disbursement_rate": 1.0 if number % 9 == 0 else chance.random(),
            "use_rate": chance.random(),
            "use_change": chance.random() / 9 - 0.02, "target_items": 23,
            "met": chance.randrange(24), "contradicts_open": max(0, chance.randrange(12) - 8),
            "latest_month": "2021-05-31",
        }  # fmt: skip
    return RunRecord(entries, names), overview


def measure(page_path: Path, width: int, height: int) -> list[dict[str, tuple[float, float]]]:
    """Milliseconds to layout and to frame of each step, by run; each opens the page anew."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import ARGUMENTS, find_chromium

    runs = []
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for _ in range(RUNS):
            page = browser.new_page(viewport={"width": width, "height": height})
            started = time.perf_counter()
            page.goto(page_path.resolve().as_uri())
            opened = 1000 * (time.perf_counter() - started)
            runs.append({"opened": (opened, opened)})
            runs[-1] |= {name: page.evaluate(MEASURE, list(step)) for name, step in STEPS.items()}
            page.close()
        browser.close()
    return runs


def main(arguments: list[str]) -> int:
    """Writes, measures and prints."""
    rows = int(arguments[0]) if arguments else ROWS
    record, overview = make_nation(rows)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        index = write_index(record, OutputFolder(Path(folder)), overview)
        spent = time.perf_counter() - started
        print(f"{rows} rows: {index.stat().st_size / 1e6:.2f} MB, written in {spent:.1f} s")
        print(f"Milliseconds to layout / to the frame, of {RUNS} runs:")
        for width, height in ((1280, 900), (360, 800)):
            runs = measure(index, width, height)
            for name in runs[0]:
                shown = ", ".join(f"{run[name][0]:.0f}/{run[name][1]:.0f}" for run in runs)
                print(f"{width} px, {name}: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The checks of a page find the faults of a page that has all of them."""

import pytest

from . import chromium
from .page_checks import (
    PHONE,
    list_barriers,
    list_dead_links,
    list_foreign_requests,
    list_overflow,
    list_print_faults,
    print_page,
)

# Nothing listens at this address of the machine itself.
FAULTY = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>x</title></head><body>
<img src="http://127.0.0.1:9/pixel.png">
<nav><a href="#nowhere">甲</a> <a href="#words">乙</a> <a href="#fine">丙</a></nav>
<p id="words" style="color: #bbb; background: #ccc">看不清 \ufffd</p>
<div style="width: 900px">宽</div>
<h2 id="fine">标题</h2>
<script>console.error("broken"); throw new Error("thrown");</script>
</body></html>"""

SOUND = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>好</title></head><body><main>
<h1>好</h1><nav><a href="#fine">丙</a></nav><h2 id="fine">资金（长）</h2></main></body></html>"""


@pytest.fixture
def open_text(open_page, tmp_path):
    def open_one(text, *size, **options):
        path = tmp_path / "页 1.html"
        path.write_text(text, encoding="utf-8")
        return open_page(path, *size, **options)

    return open_one


def test_requests_and_console_messages_are_found(open_text):
    opened = open_text(FAULTY)
    assert list_foreign_requests(opened) == ["http://127.0.0.1:9/pixel.png"]
    complaints = " ".join(opened.complaints)
    assert "broken" in complaints
    assert "thrown" in complaints


def test_a_page_that_is_too_wide_is_found(open_text):
    overflow = list_overflow(open_text(FAULTY, PHONE))
    assert overflow[0].endswith("px in a window of 390 px")
    assert "div." in overflow


def test_accessibility_barriers_are_found(open_text):
    barriers = " ".join(list_barriers(open_text(FAULTY)))
    for rule in ("image-alt", "html-has-lang", "color-contrast"):
        assert rule in barriers


def test_links_that_lead_to_no_heading_are_found(open_text):
    assert list_dead_links(open_text(FAULTY)) == ["#nowhere", "#words"]


def test_faults_of_a_printed_page_are_found(open_text):
    faults = list_print_faults(print_page(open_text(FAULTY)), "没有的话")
    assert faults == ["'没有的话' cannot be selected in it", "has '\ufffd'"]


def test_a_sound_page_has_no_fault(open_text):
    opened = open_text(SOUND, PHONE)
    assert list_foreign_requests(opened) == opened.complaints == list_overflow(opened) == []
    assert list_dead_links(opened) == list_barriers(opened) == []
    assert list_print_faults(print_page(opened), "资金（长）") == []


def test_the_systems_browser_comes_before_playwrights(tmp_path, monkeypatch):
    bundled = tmp_path / "bundled"
    bundled.touch()
    monkeypatch.setattr(chromium, "find_on_path", lambda: "/usr/bin/chromium")
    assert chromium.find_chromium(str(bundled)) == "/usr/bin/chromium"
    monkeypatch.setattr(chromium, "find_on_path", lambda: None)
    assert chromium.find_chromium(str(bundled)) == str(bundled)


def test_without_a_browser_the_message_says_how_to_get_one(monkeypatch):
    monkeypatch.setattr(chromium, "find_on_path", lambda: None)
    monkeypatch.setattr(chromium, "may_install", lambda: False)
    with pytest.raises(chromium.NoBrowser, match="playwright install chromium"):
        chromium.find_chromium("nowhere")

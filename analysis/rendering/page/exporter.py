"""The nbconvert exporter of a brief: one HTML file that needs nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from analysis import __version__
from analysis.brief import PUBLIC
from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.formats import Words
from analysis.presentation.wording import get_translations
from analysis.presentation.wording.languages import LANGUAGE_TABLE
from analysis.rendering.page.completeness import EndMark, check_complete
from analysis.rendering.page.downloads import Download, find_page_data, make_downloads
from analysis.rendering.page.page_facts import describe_files, describe_parameters
from analysis.rendering.page.page_parts import (
    CONTENT_SECURITY_POLICY,
    load_css,
    write_margin_boxes,
)
from analysis.rendering.page.sections import Section, compose_sections

TEMPLATE = "brief"
# Names in nbconvert's resources, in which the batch passes the exporter its arguments.
INPUT_DIGEST, OTHER_LANGUAGES = "input_digest", "other_languages"
DATA_DIGEST, CONTACT = "data_digest", "contact"
UNKNOWN_DIGEST = "unknown"


@dataclass(frozen=True)
class Page:
    """Everything that the template needs."""

    end: EndMark
    sections: list[Section]
    other_languages: tuple[str, ...]
    input_digest: str
    gettext: Callable[[str], str]
    css: Markup
    downloads: tuple[Download, ...] = ()
    data_digest: str = ""
    contact: str = ""
    version: str = __version__
    policy: Markup = CONTENT_SECURITY_POLICY

    @property
    def sentinel(self) -> str:
        """What the last line of the page says the page is."""
        edition = f" {self.end.edition}" if self.end.edition != PUBLIC else ""
        return f"{self.end.county_code} {self.end.language}{edition} input:{self.input_digest}"

    @property
    def parameters(self) -> str:
        """What the brief was made for, as the call that makes it again writes it."""
        return describe_parameters(self.end)

    @property
    def language_tag(self) -> str:
        """Value of the page's ``lang``."""
        return LANGUAGE_TABLE[self.end.language].tag

    @property
    def as_of(self) -> str:
        """The date up to which documents were used, as the page writes dates."""
        return Words(self.end.language).date(pd.Timestamp(self.end.as_of))

    @property
    def paper_css(self) -> Markup:
        """Running head and foot of the printed page."""
        return write_margin_boxes(
            self.gettext,
            county=f"{self.end.county_name} {self.end.county_code}",
            as_of=self.as_of,
            version=(self.data_digest or self.input_digest)[:12],
        )

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """Address, ``lang`` and name of the same brief in each other language."""
        own = self.end.language
        others = [LANGUAGE_TABLE[code] for code in self.other_languages if code != own]
        return [
            (f"{self.end.county_code}.{language.code}.html", language.tag, language.name)
            for language in others
        ]


class BriefExporter(TemplateExporter):
    """Exports an executed notebook as a page; refuses one that did not run to its end.

    ``resources`` may hold ``input_digest``, which the page's last line shows, ``data_digest``,
    ``other_languages``, in which the same brief is in the folder, and ``contact``, whom readers may
    write to.
    """

    export_from_notebook = "County brief"
    output_mimetype = "text/html"
    default_preprocessors: list[str] = []  # noqa: RUF012 - nbconvert's way

    @default("file_extension")
    def _default_file_extension(self) -> str:
        return ".html"

    @default("template_extension")
    def _default_template_extension(self) -> str:
        return ".html.j2"

    @default("template_name")
    def _default_template_name(self) -> str:
        return TEMPLATE

    @default("extra_template_basedirs")
    def _default_template_folders(self) -> list[str]:
        return [str(BRIEF_TEMPLATES)]

    @property
    def environment(self) -> jinja2.Environment:
        """The Jinja environment: escapes what a template shows, refuses undefined variables."""
        environment = super().environment
        environment.autoescape = True
        environment.undefined = jinja2.StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Exports an executed notebook.

        Raises:
            BriefRefused: if no page may be made of it, naming the cell and the reason.
        """
        resources = dict(resources or {})
        end = check_complete(nb)
        gettext = get_translations(end.language).gettext
        resources["brief"] = Page(
            end=end,
            sections=compose_sections(nb, gettext),
            other_languages=tuple(resources.get(OTHER_LANGUAGES, ())),
            input_digest=resources.get(INPUT_DIGEST, UNKNOWN_DIGEST),
            gettext=gettext,
            css=load_css(),
            downloads=_make_downloads(nb, end, resources, gettext),
            data_digest=resources.get(DATA_DIGEST, ""),
            contact=resources.get(CONTACT, ""),
        )
        # The page has all that is shown; the cells would only be copied, twice.
        return super().from_notebook_node(NotebookNode({**nb, "cells": []}), resources, **options)


@cache
def get_exporter() -> BriefExporter:
    """The exporter with its template compiled; made once in a process."""
    exporter = BriefExporter()
    exporter.environment.get_template(exporter.template_file)
    return exporter


def _make_downloads(
    notebook: NotebookNode,
    end: EndMark,
    resources: Mapping[str, Any],
    gettext: Callable[[str], str],
) -> tuple[Download, ...]:
    data = find_page_data(notebook)
    if data is None:
        return ()
    digest, contact = (resources.get(name, "") for name in (DATA_DIGEST, CONTACT))
    about = describe_files(end, digest, contact, gettext)
    return make_downloads(data, f"{end.county_code}.{end.language}", about)


def export_brief(
    notebook: NotebookNode,
    input_digest: str,
    other_languages: tuple[str, ...],
    data_digest: str = "",
    contact: str = "",
) -> bytes:
    """Exports an executed notebook as the bytes of a page, in UTF-8.

    Args:
        notebook: executed to its end.
        input_digest: digest of everything that the page is made of.
        other_languages: in which the same brief is in the folder.
        data_digest: digest of the data about the county.
        contact: whom readers may write to; blank for nobody.

    Raises:
        BriefRefused: if no page may be made of it, naming the cell and the reason.
    """
    resources = {INPUT_DIGEST: input_digest, OTHER_LANGUAGES: other_languages}
    resources |= {DATA_DIGEST: data_digest, CONTACT: contact}
    html, _ = get_exporter().from_notebook_node(notebook, resources)
    return html.encode("utf-8")

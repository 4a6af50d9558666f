"""The links within a page: each leads somewhere, and cards and rows lead to each other."""

from collections import Counter

from lxml import html


def list_link_faults(root: html.HtmlElement) -> list[str]:
    """What is wrong with the links within a page, one line each.

    Each link has a target, no id stands twice, a link to a card says the card's verdict, and a card
    links to the first row that links to it.
    """
    ids = Counter(root.xpath("//@id"))
    faults = [f"id {name} stands {number} times" for name, number in ids.items() if number > 1]
    links = [link.get("href")[1:] for link in root.xpath("//a[starts-with(@href, '#')]")]
    faults += [f"#{name} leads nowhere" for name in links if name not in ids]
    cards = {card.get("id"): card for card in root.find_class("finding")}
    marked: dict[str, list[str]] = {}
    for link in root.xpath("//*[contains(@class, 'to-finding')]/a"):
        name = link.get("href")[1:]
        row = link.xpath("ancestor::*[@id][1]/@id")[0]
        marked.setdefault(name, []).append(row)
        if name in cards and _say(link) != _say(cards[name].find_class("status")[0]):
            faults.append(f"row {row} says {_say(link)!r} of {name}")
    for name, card in cards.items():
        back = [link.get("href")[1:] for link in card.xpath(".//*[@class='card-back']/a")]
        rows = marked.get(name, [])
        if back != rows[:1]:
            faults.append(f"card {name} links to {back}, rows that link to it are {rows}")
    return faults


def _say(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())

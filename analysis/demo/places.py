"""Invented places: their names contain 演示 or Demo, their codes start with 99."""

from dataclasses import dataclass

PROVINCE = "990000"
COUNTIES_PER_CITY = 29
CITIES = 99
_ANIMALS = (
    ("狐", "Fox"), ("鹤", "Crane"), ("鹿", "Deer"), ("獾", "Badger"), ("雁", "Goose"),
    ("獭", "Otter"), ("雀", "Sparrow"), ("蛙", "Frog"), ("鹰", "Eagle"), ("貂", "Marten"),
    ("蝶", "Moth"), ("鸦", "Crow"), ("羚", "Gazelle"), ("鲤", "Carp"), ("蜂", "Bee"),
    ("鹭", "Heron"), ("猬", "Hedgehog"), ("隼", "Falcon"), ("蟹", "Crab"), ("鸽", "Dove"),
)  # fmt: skip
_LANDS = (
    ("坡", "Slope"), ("泉", "Spring"), ("谷", "Dale"), ("桥", "Bridge"), ("洲", "Isle"),
    ("林", "Wood"), ("滩", "Shoal"), ("岗", "Ridge"), ("塘", "Pond"), ("原", "Plain"),
    ("岸", "Shore"), ("湾", "Bay"),
)  # fmt: skip
_SIDES = (
    ("东", "East"), ("南", "South"), ("西", "West"), ("北", "North"), ("上", "Upper"),
    ("下", "Lower"), ("内", "Inner"), ("外", "Outer"), ("前", "Fore"), ("后", "Rear"),
    ("新", "New"), ("旧", "Old"),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An invented province, city or county."""

    code: str
    level: str
    name_zh: str
    name_en: str
    parent: str


def list_places(counties: int) -> list[Place]:
    """Lists the province, as many cities as are needed, and the counties, by code.

    Args:
        counties: how many counties.
    """
    places = [Place(PROVINCE, "province", "演示省", "Demo Province", "")]
    for county in range(counties):
        city, number = divmod(county, COUNTIES_PER_CITY)
        city_code = f"99{city + 1:02d}00"
        if number == 0:
            name = _name(city)
            places.append(
                Place(city_code, "city", f"演示{name[0]}市", f"Demo {name[1]} City", PROVINCE)
            )
        name = _name(county)
        places.append(
            Place(
                f"99{city + 1:02d}{number + 1:02d}", "county", f"演示{name[0]}县",
                f"Demo {name[1]} County", city_code,
            )
        )  # fmt: skip
    return places


def _name(number: int) -> tuple[str, str]:
    rest, land = divmod(number, len(_LANDS))
    side, animal = divmod(rest, len(_ANIMALS))
    parts = (_SIDES[side], _ANIMALS[animal], _LANDS[land])
    return "".join(zh for zh, _ in parts), " ".join(en for _, en in parts)

"""Short and English names of areas by rule: from level, nationalities and pinyin."""

import re

# Nationalities in names of autonomous areas, as they are printed there, and in English.
NATIONALITIES = {
    "壮族": "Zhuang", "回族": "Hui", "维吾尔": "Uygur", "藏族": "Tibetan", "蒙古族": "Mongol",
    "蒙古": "Mongol", "苗族": "Miao", "彝族": "Yi", "布依族": "Bouyei", "侗族": "Dong",
    "瑶族": "Yao", "白族": "Bai", "土家族": "Tujia", "哈尼族": "Hani", "哈萨克族": "Kazakh",
    "哈萨克": "Kazakh", "傣族": "Dai", "黎族": "Li", "傈僳族": "Lisu", "佤族": "Wa", "畲族": "She",
    "拉祜族": "Lahu", "水族": "Sui", "东乡族": "Dongxiang", "纳西族": "Naxi", "景颇族": "Jingpo",
    "柯尔克孜": "Kirgiz", "土族": "Tu", "达斡尔族": "Daur", "仫佬族": "Mulao", "羌族": "Qiang",
    "布朗族": "Blang", "撒拉族": "Salar", "毛南族": "Maonan", "锡伯": "Xibe", "普米族": "Pumi",
    "塔吉克": "Tajik", "怒族": "Nu", "鄂温克族": "Evenki", "保安族": "Bonan", "裕固族": "Yugur",
    "独龙族": "Derung", "满族": "Manchu", "朝鲜族": "Korean", "仡佬族": "Gelao",
    "各族": "Multi-ethnic",
}  # fmt: skip
# Endings, the longest first: short Chinese ending, English word.
_ENDINGS = (
    ("特别行政区", "", "Special Administrative Region"), ("自治区", "", "Autonomous Region"),
    ("自治州", "州", "Autonomous Prefecture"), ("自治县", "县", "Autonomous County"),
    ("自治旗", "旗", "Autonomous Banner"), ("地区", "地区", "Prefecture"),
    ("林区", "林区", "Forestry District"), ("特区", "特区", "Special District"),
    ("新区", "新区", "New Area"), ("矿区", "矿区", "Mining District"), ("省", "", "Province"),
    ("市", "市", "City"), ("县", "县", "County"), ("区", "区", "District"), ("旗", "旗", "Banner"),
    ("盟", "盟", "League"),
)  # fmt: skip
# 清新区 and 北林区 are districts: these endings are levels in these names only.
_SPECIAL = {
    "林区": ("神农架林区",), "特区": ("六枝特区", "万山特区"),
    "新区": ("滨海新区", "沈北新区", "浦东新区", "两江新区"),
    "矿区": ("井陉矿区", "峰峰矿区", "鹰手营子矿区", "白云鄂博矿区"),
}  # fmt: skip
_PEOPLE = re.compile("|".join(sorted(NATIONALITIES, key=len, reverse=True)))


def _split(name: str) -> tuple[str, tuple[str, ...], str, str]:
    """Stem, nationalities, short ending and English ending of a name."""
    fitting = (
        parts for parts in _ENDINGS
        if name.endswith(parts[0]) and len(name) > len(parts[0])
        and name in _SPECIAL.get(parts[0], (name,))
    )  # fmt: skip
    ending, short, english = next(fitting, ("", "", ""))
    stem = name[: len(name) - len(ending)]
    peoples: list[str] = []
    if ending.startswith("自治"):
        while match := re.search(rf"(?:{_PEOPLE.pattern})$", stem):
            rest = stem[: match.start()]
            if not rest:
                # 东乡族自治县 is called by its people.
                stem = stem.removesuffix("族")
                break
            peoples.insert(0, match[0])
            stem = rest
    return stem, tuple(peoples), short, english


def split_stem(name: str) -> str:
    """A name without its level and its nationalities.

    Examples:
        >>> split_stem("互助土族自治县"), split_stem("东乡族自治县"), split_stem("城区")
        ('互助', '东乡', '城')
    """
    return _split(name)[0]


def make_short_name(name: str, level: str) -> str:
    """The name as papers write it: without nationalities, provinces without their level.

    Examples:
        >>> make_short_name("凉山彝族自治州", "city"), make_short_name("广西壮族自治区", "province")
        ('凉山州', '广西')
        >>> make_short_name("清新区", "county")
        '清新区'
    """
    stem, _, short, _ = _split(name)
    if level == "province":
        # 北京市: the stem of a name with a level of a city is short enough.
        return stem
    return f"{stem}{short}"


def make_english_name(name: str, level: str, pinyin: str) -> str:
    """The English name by rule: pinyin, nationalities, level.

    Examples:
        >>> make_english_name("互助土族自治县", "county", "Huzhu")
        'Huzhu Tu Autonomous County'
        >>> make_english_name("双江拉祜族佤族布朗族傣族自治县", "county", "Shuangjiang")
        'Shuangjiang Lahu, Wa, Blang and Dai Autonomous County'
    """
    _, peoples, _, english = _split(name)
    if level == "province" and english == "City":
        english = "Municipality"
    words = [NATIONALITIES[people] for people in peoples]
    if name.startswith(tuple(NATIONALITIES)) and not words and english.startswith("Autonomous"):
        people = next(people for people in NATIONALITIES if name.startswith(people))
        pinyin = NATIONALITIES[people]
    listed = ", ".join(words[:-1])
    nations = f"{listed} and {words[-1]}" if listed else "".join(words)
    return " ".join(part for part in (pinyin, nations, english) if part)

"""Words of the trade for codes that messages name: roles of columns and kinds of forms.

Only for a code that stands alone in a message: where a message lists what may be typed, the codes
stay as they are.
"""

import re

from analysis.commands.kinds import TABLE_KINDS
from analysis.commands.wording import to_translate, translate

_ROLES = {
    "actual": to_translate("achieved"),
    "amount": to_translate("amount"),
    "amount:paid": to_translate("amount paid"),
    "amount:requested": to_translate("amount requested"),
    "amount:submitted": to_translate("amount submitted"),
    "aspect": to_translate("aspect"),
    "award_date": to_translate("date of the award"),
    "category": to_translate("category"),
    "change": to_translate("change"),
    "completion": to_translate("completion"),
    "contract": to_translate("contract"),
    "detail": to_translate("detail"),
    "label": to_translate("name of the row"),
    "level": to_translate("level"),
    "measure": to_translate("measure"),
    "name": to_translate("name"),
    "note": to_translate("note"),
    "number": to_translate("number"),
    "own": to_translate("figure of the county"),
    "page": to_translate("page number"),
    "paid": to_translate("paid"),
    "part": to_translate("part of an amount"),
    "payee": to_translate("payee"),
    "planned": to_translate("planned"),
    "programme": to_translate("programme"),
    "prose": to_translate("running text"),
    "rate": to_translate("rate"),
    "requirement": to_translate("requirement"),
    "result": to_translate("result"),
    "score": to_translate("points reached"),
    "share": to_translate("share"),
    "sign": to_translate("sign"),
    "signature": to_translate("signature"),
    "status": to_translate("status"),
    "status_date": to_translate("date of the status"),
    "tendered": to_translate("amount tendered"),
    "total": to_translate("total"),
    "unit": to_translate("unit"),
    "weight": to_translate("points"),
    "year": to_translate("year"),
}


def name_code(code: str) -> str | None:
    """What a code means, in the language of the terminal; None if it is none of these.

    Examples:
        >>> name_code("fund_plan")
        'fund plan'
    """
    if code in TABLE_KINDS:
        return re.split("[:：]", translate(TABLE_KINDS[code]))[0]
    return translate(_ROLES[code]) if code in _ROLES else None

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.content import UnreadableFile
from analysis.ingest.readers.chinese_text import PLAUSIBLE, measure_plausibility
from analysis.ingest.readers.text_encoding import decode_text

REPORT = "云山县累计建设村级电商服务站20个，培训248人次；序号、项目、金额（万元）"
# Common characters, so that the generated texts are plausible Chinese.
CHINESE = st.text(
    st.sampled_from("云山县级电商服务站培训资金使用情况累计完成目标项目农村产品"), min_size=8
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@given(text=CHINESE)
def test_the_encoding_of_chinese_text_is_detected(encoding, text):
    decoded = decode_text((text + "\n序号,项目").encode(encoding))
    assert (decoded.text, decoded.encoding) == (text + "\n序号,项目", encoding)


@given(text=CHINESE)
def test_chinese_text_decoded_wrongly_is_not_plausible(text):
    wrong_text = (text + REPORT).encode("utf-8").decode("gb18030", "replace")
    assert measure_plausibility(text + REPORT) > 0.9
    assert measure_plausibility(wrong_text) < PLAUSIBLE


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_exactly_or_refused(content):
    try:
        decoded = decode_text(content)
    except UnreadableFile as refusal:
        assert refusal.remedy
    else:
        has_mark = decoded.encoding.startswith(("utf-16", "utf-8-sig"))
        encoding = decoded.encoding.removesuffix("-sig")
        encoded = decoded.text.encode(encoding)
        assert content.endswith(encoded) if has_mark else encoded == content


def test_mixed_encodings_are_reported_with_line_and_offset():
    first, second = "序号,项目\n".encode("gb18030"), "云山县,培训人次\n".encode()
    with pytest.raises(UnreadableFile, match=rf"line 2 \(offset {len(first)}\)") as refusal:
        decode_text(first + second)
    assert refusal.value.code == "mixed-encoding"


def test_a_single_wrong_byte_is_reported_with_its_place():
    with pytest.raises(UnreadableFile, match="line 2"):
        decode_text(REPORT.encode() + b"\n\xff\xff\xff\xff\n" + REPORT.encode())


def test_utf_16_cut_off_within_a_character_is_refused():
    with pytest.raises(UnreadableFile, match="cut off"):
        decode_text(REPORT.encode("utf-16")[:-1])

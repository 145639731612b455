"""Facts for search engines cannot leave the element that holds them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from csp_portal.structured_data import script_element

OPENING, CLOSING = '<script type="application/ld+json">', "</script>"
hostile = st.text(st.characters() | st.sampled_from("<>&/\u2028\ud800"))


def inside(element: str) -> str:
    return element.removeprefix(OPENING).removesuffix(CLOSING)


def test_text_that_would_end_the_element_stays_in_it() -> None:
    element = script_element({"name": "</script><script>alert(1)</script><!--"})

    assert element.count("<") == 2
    assert json.loads(inside(element)) == {"name": "</script><script>alert(1)</script><!--"}


@given(hostile)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    element = script_element({"name": text})

    assert set("<>&").isdisjoint(inside(element))
    assert json.loads(inside(element)) == {"name": text}

"""Templates compiled for speed put out what an ordinary environment does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from vendorbook import pages
from vendorbook.pages.templating import CompiledTemplates, FastEnvironment
from vendorbook.publish.production import produce

REPOSITORY = Path(__file__).parents[2]

TEMPLATES = {
    "parts.html": (
        "{% macro plain(x) %}<b>{{ x }}</b>{% endmacro %}"
        "{% macro usual(x, y='<i>', z=1) %}{{ x }}{{ y }}{{ z }}{% endmacro %}"
        "{% macro around() %}<div>{{ caller() }}</div>{% endmacro %}"
        "{% macro many() %}{{ varargs | join(',') }}{% endmacro %}"
    ),
    "base.html": "<main>{% block content %}{% endblock %}</main>",
    "page.html": (
        '{% extends "base.html" %}{% block content %}{% import "parts.html" as ui %}'
        "{{ value }}|{{ ui.plain(value) }}|{{ ui.usual(value) }}|{{ ui.usual(value, z=value) }}|"
        "{{ ui.usual(value, value, value) }}|{{ ui.many(1, value) }}|"
        "{% call ui.around() %}{{ value }}{% endcall %}|"
        "{% set kept %}<u>{{ value }}</u>{% endset %}{{ kept }}|{{ (value ~ kept) }}|"
        "{% for each in [value, value] %}{{ loop.index }}{{ each }}{% endfor %}|"
        "{{ {'a': value}['a'] }}|{{ [value][0] }}|{{ [1, value][1:] | join }}|"
        "{{ value.__class__.__name__ }}|{{ shout(value, *[value], **{'end': '!'}) }}"
        "{% endblock %}"
    ),
}


class Ordinary(Environment):
    """An environment as Jinja makes it, for our way of filling templates."""

    def fill(self, template: str, values: dict[str, object]) -> str:
        return self.get_template(template).render(values)


values = st.one_of(
    st.text(), st.text().map(Markup), st.integers(), st.booleans(), st.none(), st.decimals()
)


def shout(*words: object, end: str) -> str:
    return "".join(map(str, words)) + end


def rendered(environment: Environment, template: str, **values: object) -> str:
    return environment.get_template(template).render(shout=shout, **values)


@given(values)
def test_any_value_comes_out_as_from_an_ordinary_environment(value: object) -> None:
    ordinary = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    fast = FastEnvironment(loader=DictLoader(TEMPLATES))
    expected = rendered(ordinary, "page.html", value=value)
    assert rendered(fast, "page.html", value=value) == expected


def test_text_is_escaped_even_if_markup_of_the_same_letters_was_put_out_before() -> None:
    fast = FastEnvironment(loader=DictLoader({"x.html": "{{ one }} {{ other }} {{ one }}"}))
    found = rendered(fast, "x.html", one=Markup("<b>"), other="<b>")
    assert found == "<b> &lt;b&gt; <b>"


def test_a_wrong_argument_of_a_macro_is_refused() -> None:
    templates = {"x.html": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}"}
    with pytest.raises(TypeError, match="takes not more than 1 argument"):
        rendered(FastEnvironment(loader=DictLoader(templates)), "x.html")


def test_a_value_that_is_not_there_is_refused() -> None:
    fast = FastEnvironment(
        loader=DictLoader(
            {
                "x.html": "{{ nothing.name }}",
                "y.html": "{{ value.nothing }}",
                "z.html": "{{ {}['nothing'] }}",
            }
        ),
        undefined=StrictUndefined,
    )
    with pytest.raises(UndefinedError, match="'nothing' is undefined"):
        rendered(fast, "x.html")
    with pytest.raises(AttributeError, match="nothing"):
        rendered(fast, "y.html", value=object())
    with pytest.raises(KeyError, match="nothing"):
        rendered(fast, "z.html")


def test_compiled_templates_are_kept_and_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path,
) -> None:
    templates = {"x.html": "{{ value }}"}
    for folder, kept in ((tmp_path, 1), (tmp_path / "gone", 0)):
        for _ in range(2):
            fast = FastEnvironment(loader=DictLoader(templates))
            fast.bytecode_cache = CompiledTemplates(folder)
            assert rendered(fast, "x.html", value="<") == "&lt;"
        assert len(list(folder.glob("*.cache"))) == kept


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    for words in ("one", "two"):
        fast = FastEnvironment(loader=DictLoader({"x.html": words}))
        fast.bytecode_cache = CompiledTemplates(tmp_path)
        assert rendered(fast, "x.html") == words


def test_every_page_of_the_demo_is_the_one_from_an_ordinary_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = datetime(2026, 10, 9, 12, tzinfo=UTC)

    def bodies() -> dict[str, str]:
        production = produce(REPOSITORY, now=now)
        found = {page.path: page.body for page in production.pages()}
        production.close()
        return found

    ours = bodies()
    ordinary = pages.furnished(Ordinary(autoescape=True, **pages.OPTIONS))
    monkeypatch.setattr(pages, "_environment", lambda: ordinary)
    theirs = bodies()
    assert len(ours) > 50
    assert list(ours) == list(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []

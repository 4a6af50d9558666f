"""Instances set aside look as after clear_instance(), and come back."""

import pytest
from traitlets.config import SingletonConfigurable

from analysis.upstream.traitlets_internals import set_instances_aside


class Base(SingletonConfigurable):
    """A class with one instance."""


class Derived(Base):
    """A class whose instance is its base's too."""


@pytest.fixture(autouse=True)
def forget():
    yield
    for owner in (Derived, Base):
        owner.clear_instance()


def test_instances_are_set_aside_as_clear_instance_does_and_put_back():
    instance = Derived.instance()
    with set_instances_aside(Derived):
        aside = [owner.initialized() for owner in (Base, Derived)]
        other = Derived.instance()
        assert other is not instance
        assert Base.instance() is other
    assert Derived.instance() is instance
    assert Base.instance() is instance
    Derived.clear_instance()
    assert [owner.initialized() for owner in (Base, Derived)] == aside == [False, False]


def test_an_instance_of_a_base_class_is_put_back_too():
    instance = Base.instance()
    with set_instances_aside(Derived):
        Derived.instance()
    assert Base.instance() is instance
    assert not Derived.initialized() or Derived._instance is instance


def test_a_failure_puts_instances_back():
    instance = Derived.instance()
    with pytest.raises(ZeroDivisionError), set_instances_aside(Derived):
        raise ZeroDivisionError
    assert Derived.instance() is instance

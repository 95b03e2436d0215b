"""Values known to be right → models, without checking them again: a fit has hundreds of rows and gaps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeVar

from pydantic import BaseModel

from skillgap.models.base import Frozen

Model = TypeVar("Model", bound=Frozen)


def made(model: type[Model], values: dict[str, Any]) -> Model:
    """Make a model from values of all its fields, in their order: a quarter of the cost of `model_construct`."""
    instance = _new(model)
    _put_values(instance, values)
    _put_fields(instance, _fields(model))
    _put_extra(instance, None)
    _put_private(instance, None)
    return instance


def all_made(model: type[Model], values: Sequence[dict[str, Any]]) -> list[Model]:
    """Make many models as `made` makes one, at about half its cost: the loops run inside the interpreter."""
    instances = list(map(_new, repeat(model, len(values))))
    _each(_put_values, instances, values)
    _each(_put_fields, instances, repeat(_fields(model)))
    _each(_put_extra, instances, repeat(None))
    _each(_put_private, instances, repeat(None))
    return instances


def _each(put: Callable[..., None], *arguments: Iterable[Any]) -> None:
    deque(map(put, *arguments), maxlen=0)


@lru_cache(maxsize=64)
def _fields(model: type[Frozen]) -> set[str]:
    return set(model.model_fields)


_new = object.__new__
_put_values, _put_fields, _put_extra, _put_private = (
    BaseModel.__dict__[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)

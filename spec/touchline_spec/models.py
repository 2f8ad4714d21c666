"""Typed shapes: what events are made of (Money, Identity, Product, Consent ...). Importing this loads pydantic."""

from touchline_spec.generated import shapes
from touchline_spec.generated.shapes import *  # noqa: F403 - the generated module's __all__ is the list
from touchline_spec.modelling import EventModel, ModelError

__all__ = ["EventModel", "ModelError"]
__all__ += shapes.__all__

"""The scalars of the schema that Python has no type for."""

from pydantic import JsonValue

JsonObject = dict[str, JsonValue]

"""A griffe extension that gives each NamedTuple its signature: fields and defaults."""

from typing import Any

from griffe import Class, Extension, Function, Parameter, ParameterKind, Parameters


class NamedTuples(Extension):
    """Gives each NamedTuple the __init__ that Python gives it when it is imported."""

    def on_class(self, *, cls: Class, **_: Any) -> None:
        """Called by griffe for every class.

        Args:
            cls: the class.
        """
        if "NamedTuple" in map(str, cls.bases):
            fields = [field for field in cls.attributes.values() if field.annotation and "property" not in field.labels]
            parameters = [Parameter(field.name, kind=ParameterKind.positional_or_keyword, default=field.value) for field in fields]
            cls.set_member("__init__", Function("__init__", parameters=Parameters(*parameters)))

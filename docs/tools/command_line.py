"""Write docs/command-line.md from the signatures in `commands/`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from commands.options import settings
from main import app
from settings import ROOT, Settings

HEAD = """# Command line

Every command, argument and option; `make generate` writes this page from `commands/`.
Run the commands in the virtual environment that `make setup` creates:

```sh
source .venv/bin/activate
```

`--help` after a command prints the same in the terminal; `--version` prints the version.

Settings come from [environment variables](operations.md#settings); an option overrides the variable
named beside it. Wherever a command takes `--snapshots`, it also takes `s3://bucket/prefix`
([object storage](operations.md#object-storage)).

## Exit codes

| code | meaning |
| --- | --- |
| 0 | success |
| 1 | a bug; the traceback shows where. For `serve`, also a server that could not start |
| 2 | wrong usage or unusable input: an unknown option, a setting out of bounds, a missing or \
broken source or snapshot, a port in use, a full disk. One line on standard error names the cause |
| 3 | `build` and `watch`: too many films would be lost, or recommendations be worse, and nothing \
was published. `serve`: a file of the \
snapshot turned out to be damaged after the start, or a worker could not start; the log names the \
reason |

Results go to standard output; progress bars, errors and logs go to standard error.
"""
KINDS = {
    Path: "path",
    list[Path]: "path, any number of times",
    str: "text",
    int: "number",
    bool: "flag",
}


@dataclass(frozen=True)
class Parameter:
    """An argument or option as a command declares it."""

    name: str
    kind: Any
    declared: ArgumentInfo | OptionInfo
    default: Any

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self.default is inspect.Parameter.empty

    @property
    def is_argument(self) -> bool:
        """Whether it is given by position."""
        return isinstance(self.declared, ArgumentInfo)

    @property
    def shown(self) -> str:
        """Its name as one types it."""
        if self.is_argument:
            return self.name.upper()
        declared = (self.declared.default, *(self.declared.param_decls or ()))
        names = (name for name in declared if isinstance(name, str) and name.startswith("--"))
        return next(names, f"--{self.name.replace('_', '-')}")


def page() -> str:
    """Return the page in Markdown: a section for each command, in the order of `main.py`."""
    return HEAD + "".join(
        _section(command.name or command.callback.__name__, command.callback, command.epilog or "")
        for command in app.registered_commands
        if command.callback is not None
    )


def _section(name: str, command: Callable[..., Any], epilog: str) -> str:
    parameters = list(_parameters(command))
    parts = [f"## {name}", inspect.cleandoc(command.__doc__ or "")]
    parts.append(f"```text\n{_usage(name, parameters)}\n```")
    if parameters:
        parts.append("\n".join(_table(parameters)))
    if epilog:
        parts.append(f"{epilog.partition(':')[0]}: `{epilog.partition(': ')[2]}`")
    return "\n" + "\n\n".join(parts) + "\n"


def _parameters(command: Callable[..., Any]) -> Iterator[Parameter]:
    """Read the signature; arguments first."""
    hints = get_type_hints(command, include_extras=True)
    found = []
    for name, parameter in inspect.signature(command).parameters.items():
        kind, declared = get_args(hints[name])[:2]
        alternatives = [each for each in get_args(kind) if each is not NoneType]
        found.append(
            Parameter(name, alternatives[0] if alternatives else kind, declared, parameter.default)
        )
    yield from sorted(found, key=lambda parameter: not parameter.is_argument)


def _usage(name: str, parameters: Sequence[Parameter]) -> str:
    words = ["python main.py", name]
    for parameter in parameters:
        if parameter.is_argument:
            words.append(parameter.shown if parameter.required else f"[{parameter.shown}]")
        elif parameter.required:
            words.append(f"{parameter.shown} {_values(parameter).upper()}")
    optional = any(not each.required for each in parameters if not each.is_argument)
    return " ".join([*words, "[OPTIONS]"] if optional else words)


def _table(parameters: Sequence[Parameter]) -> Iterator[str]:
    yield "| argument or option | value | default | meaning |"
    yield "| --- | --- | --- | --- |"
    for parameter in parameters:
        meaning = (parameter.declared.help or "").replace("|", "\\|")
        yield (
            f"| `{parameter.shown}` | {_values(parameter)} | {_default(parameter)} | {meaning} |"
        )


def _values(parameter: Parameter) -> str:
    """Return what the value may be: the choices, the bounds or the kind."""
    if inspect.isclass(parameter.kind) and issubclass(parameter.kind, Enum):
        return " or ".join(str(choice.value) for choice in parameter.kind)
    if parameter.declared.min is not None:
        return f"{parameter.declared.min:,} to {parameter.declared.max:,}"
    return KINDS[parameter.kind]


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    name = _setting(parameter)
    value = Settings.model_fields[name].default if name else parameter.default
    if value is None or value is False:
        return "none"
    if isinstance(value, Path):
        value = value.relative_to(ROOT)
    written = f"`{value.value if isinstance(value, Enum) else value}`"
    return f"{written}, or `REELGRAPH_{name.upper()}`" if name else written


def _setting(parameter: Parameter) -> str | None:
    """Return the name of the setting that the default comes from, if one does."""
    for name in Settings.model_fields:
        same = getattr(settings, name) is parameter.default
        if same and (name == parameter.name or isinstance(parameter.default, Path)):
            return name
    return None

"""Files of a register, as they come in after a release."""

from tests.register.conftest import write

__all__ = ["write"]

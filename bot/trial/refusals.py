"""What the trial server answers when it says no."""


class Refused(Exception):
    """A refusal in Telegram's own words."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class BadRequest(Refused):
    """A refusal with status 400."""

    def __init__(self, reason: str) -> None:
        super().__init__(400, f"Bad Request: {reason}")


class PhoneRefused(Exception):
    """A refusal of the phones' JSON, worded for the person who reads it."""

    def __init__(self, status: int, galat: str) -> None:
        super().__init__(galat)
        self.status = status
        self.galat = galat

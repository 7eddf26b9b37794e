"""What stands on a screen."""

from handlers.screens.screen import Screen


def labels_of(screen: Screen) -> list[str]:
    """Return what its buttons say, in their order."""
    return [button.label for row in screen.keyboard for button in row]

"""Which keyboards Telegram accepts under a message."""

from typing import Any

from bot.trial.calls import Call
from bot.trial.refusals import BadRequest

MAX_BUTTONS = 100
STYLES = {"danger", "success", "primary"}
KINDS = {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"}
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
DECORATIONS = {"text", "style", "icon_custom_emoji_id"}


def read_markup(call: Call, unknown: list[str]) -> dict[str, Any] | None:
    """Return the reply_markup of a call, checked; unknown fields are added to ``unknown``.

    Raises:
        BadRequest: Telegram would refuse it.
    """
    markup = call.data("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict) or not KINDS & markup.keys():
        raise BadRequest("object expected as reply markup")
    if "inline_keyboard" in markup:
        if not all(isinstance(row, list) for row in _rows(markup)):
            raise BadRequest(
                'can\'t parse reply keyboard markup: Field "inline_keyboard" must be of type Array'
            )
        rows = [[button for button in row if button] for row in markup["inline_keyboard"]]
        rows = [row for row in rows if row]
        if sum(map(len, rows)) > MAX_BUTTONS:
            raise BadRequest("REPLY_MARKUP_TOO_LONG")
        for button in (button for row in rows for button in row):
            _check_button(button, unknown)
        return {"inline_keyboard": rows} if rows else None
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= 64:
        raise BadRequest("REPLY_MARKUP_PLACEHOLDER_INVALID")
    return markup


def read_inline_markup(call: Call, unknown: list[str]) -> dict[str, Any] | None:
    """Return the keyboard of an edit, which must be inline.

    Raises:
        BadRequest: It is another kind or Telegram would refuse it.
    """
    markup = read_markup(call, unknown)
    if markup is not None and "inline_keyboard" not in markup:
        raise BadRequest("inline keyboard expected")
    return markup


def _rows(markup: dict[str, Any]) -> list[Any]:
    rows = markup["inline_keyboard"]
    return rows if isinstance(rows, list) else [rows]


def _check_button(button: Any, unknown: list[str]) -> None:  # noqa: ANN401 - as it came
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        wrong = 'can\'t parse inline keyboard button: Field "text" must be of type String'
        raise BadRequest(wrong)
    unknown += [f"reply_markup.{key}" for key in button.keys() - ACTIONS - DECORATIONS]
    if not button["text"].strip():
        raise BadRequest("inline keyboard button text must be non-empty")
    actions = ACTIONS & button.keys()
    if len(actions) != 1:
        raise BadRequest("Text buttons are unallowed in the inline keyboard")
    if button.get("style") not in {None, *STYLES}:
        raise BadRequest("BUTTON_STYLE_INVALID")
    _check_action(button, actions.pop())


def _check_action(button: dict[str, Any], action: str) -> None:
    value = button[action]
    if action == "callback_data" and not (
        isinstance(value, str) and 1 <= len(value.encode()) <= 64
    ):
        raise BadRequest("BUTTON_DATA_INVALID")
    if action == "url" and not str(value).startswith(("http://", "https://", "tg://")):
        raise BadRequest(
            f"inline keyboard button URL '{value}' is invalid: Unsupported URL protocol"
        )
    if action == "copy_text" and not 1 <= len(str(value.get("text", ""))) <= 256:
        raise BadRequest("BUTTON_COPY_TEXT_INVALID")

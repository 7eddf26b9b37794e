"""The bot itself, its commands, chats, files and pop-up answers."""

import json
import re
from typing import Any

from bot.trial.calls import Call
from bot.trial.markup import utf16_length
from bot.trial.messenger import Messenger, chat_of, describe_file, require
from bot.trial.refusals import BadRequest, Refused
from bot.trial.store import Json

DOWNLOAD_LIMIT = 20 * 1024 * 1024
ANSWER_LIMIT = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


def get_me(messenger: Messenger, _call: Call, _unknown: list[str]) -> Json:
    """Return the bot."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }
    return {**messenger.bot, **abilities}


def get_chat(messenger: Messenger, call: Call, _unknown: list[str]) -> Json:
    """Return a private chat in full."""
    phone = messenger.known_chat(call)
    if not phone.started:
        raise BadRequest("chat not found")
    pinned = [one for one in messenger.store.messages(phone.user_id) if one.extra.get("pinned")]
    return {
        **chat_of(phone),
        **({"active_usernames": [phone.username]} if phone.username else {}),
        **({"pinned_message": pinned[-1].body} if pinned else {}),
        "accent_color_id": phone.user_id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, True),
    }


def get_file(messenger: Messenger, call: Call, _unknown: list[str]) -> Json:
    """Return where a file can be downloaded."""
    file_id = require(call.text("file_id"), "file_id not specified")
    file = messenger.store.file(file_id)
    if file is None or file.file_id != file_id:
        raise BadRequest("invalid file_id")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise BadRequest("file is too big")
    return {**describe_file(file), "file_path": file.path}


def answer_callback_query(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Answer a tap with a pop-up, or with nothing."""
    text = call.text("text") or ""
    if utf16_length(text) > ANSWER_LIMIT:
        raise BadRequest("MESSAGE_TOO_LONG")
    query_id = call.text("callback_query_id") or ""
    tap = messenger.store.tap(query_id)
    if tap is None or tap[1] or messenger.machine() - tap[0] > messenger.lifetimes.answer:
        raise BadRequest(TOO_OLD)
    answer = {"text": text, "show_alert": call.flag("show_alert")}
    messenger.store.answer_tap(query_id, answer)
    messenger.answered.ring()
    return True


def set_my_commands(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Set the menu of commands for a scope."""
    commands = call.data("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(str(command.get("description", "")).strip()) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    kept = [{key: one[key] for key in ("command", "description")} for one in commands]
    messenger.store.set_setting(_menu(messenger, call), kept)
    return True


def get_my_commands(messenger: Messenger, call: Call, _unknown: list[str]) -> list[Json]:
    """Return the menu of exactly this scope."""
    return messenger.store.setting(_menu(messenger, call)) or []


def delete_my_commands(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Empty the menu of a scope."""
    messenger.store.set_setting(_menu(messenger, call), [])
    return True


def _menu(messenger: Messenger, call: Call) -> str:
    scope = call.data("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise BadRequest("can't parse BotCommandScope: unsupported type")
    if "chat_id" in scope:
        messenger.known_chat(Call("", {"chat_id": scope["chat_id"]}))
    return menu_key(scope, call.text("language_code") or "")


def menu_key(scope: Json, language: str = "") -> str:
    """Return the name under which a menu of commands is stored."""
    return f"commands {json.dumps(scope, sort_keys=True)} {language}"


def menu_of(messenger: Messenger, user_id: int) -> list[Json]:
    """Return the menu of commands that a person sees."""
    scopes: list[Json] = [
        {"type": "chat", "chat_id": user_id},
        {"type": "all_private_chats"},
        {"type": "default"},
    ]
    menus = (
        messenger.store.setting(menu_key(scope, language))
        for scope in scopes
        for language in ("id", "")
    )
    return next((menu for menu in menus if menu), [])


def set_my_name(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Rename the bot."""
    return _describe(messenger, call, "name", 64)


def set_my_description(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Set what an empty chat shows."""
    return _describe(messenger, call, "description", 512)


def set_my_short_description(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Set what the bot's profile shows."""
    return _describe(messenger, call, "short_description", 120)


def _describe(messenger: Messenger, call: Call, name: str, limit: int) -> bool:
    text = call.text(name) or ""
    if utf16_length(text) > limit:
        raise BadRequest(f"{name} is too long")
    messenger.store.set_setting(name, text)
    return True


def leave_chat(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Leave a group; a private chat cannot be left."""
    phone = messenger.known_chat(call)
    if phone.user_id > 0:
        raise BadRequest("chat member status can't be changed in private chats")
    if phone.blocked:
        raise Refused(403, "Forbidden: bot is not a member of the supergroup chat")
    phone.blocked = True
    messenger.store.save_phone(phone)
    return True


def leave_quietly(_messenger: Messenger, _call: Call, _unknown: list[str]) -> Any:  # noqa: ANN401
    """Accept logOut and close, which change nothing here."""
    return True

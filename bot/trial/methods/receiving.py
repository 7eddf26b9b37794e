"""How the bot gets its updates: long polling or a webhook, never both."""

import re
from urllib.parse import urlsplit

from bot.trial.calls import Call
from bot.trial.messenger import Messenger
from bot.trial.refusals import BadRequest, Refused
from bot.trial.store import Json

POLL_LIMIT = 50
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def get_updates(messenger: Messenger, call: Call) -> list[Json]:
    """Confirm what lies below the offset and return what waits, as soon as something does.

    Raises:
        Refused: A webhook is set, or a newer poller came.
    """
    if messenger.store.setting("webhook"):
        raise Refused(409, WEBHOOK_ACTIVE)
    remember_allowed(messenger, call)
    messenger.poller = mine = object()
    messenger.queued.ring()
    offset = call.integer("offset")
    if offset:
        messenger.store.confirm(offset)
    limit = min(max(call.integer("limit") or 100, 1), 100)
    until = messenger.machine() + min(max(call.integer("timeout") or 0, 0), POLL_LIMIT)
    while True:
        messenger.store.drop_expired(messenger.machine())
        left = until - messenger.machine()
        updates = messenger.store.pending(limit)
        if updates or left <= 0 or messenger.closing:
            return updates
        await messenger.queued.heard(left)
        if messenger.store.setting("webhook"):
            raise Refused(409, "Conflict: terminated by setWebhook request")
        if messenger.poller is not mine:
            raise Refused(409, OTHER_POLLER)


def remember_allowed(messenger: Messenger, call: Call) -> None:
    """Keep which kinds of update the bot wants; an absent list changes nothing."""
    allowed = call.data("allowed_updates")
    if isinstance(allowed, list):
        messenger.store.set_setting("allowed_updates", allowed)


def set_webhook(messenger: Messenger, call: Call, _unknown: list[str]) -> str:
    """Deliver updates to an address on this machine from now on."""
    url = call.text("url") or ""
    if not url:
        return delete_webhook(messenger, call, _unknown)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.hostname not in ("127.0.0.1", "localhost"):
        raise BadRequest("bad webhook: the trial server delivers to this machine only")
    secret = call.text("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise BadRequest("secret token contains unallowed characters")
    connections = call.integer("max_connections") or 40
    if not 1 <= connections <= 100:
        raise BadRequest("max_connections must be between 1 and 100")
    before = messenger.store.setting("webhook")
    _drop_if_wanted(messenger, call)
    remember_allowed(messenger, call)
    webhook = {"url": url, "secret_token": secret, "max_connections": connections}
    messenger.store.set_setting("webhook", webhook)
    messenger.queued.ring()
    return "Webhook is already set" if before == webhook else "Webhook was set"


def delete_webhook(messenger: Messenger, call: Call, _unknown: list[str]) -> str:
    """Return to long polling."""
    before = messenger.store.setting("webhook")
    _drop_if_wanted(messenger, call)
    messenger.store.set_setting("webhook", None)
    messenger.store.set_setting("webhook_error", None)
    messenger.queued.ring()
    return "Webhook was deleted" if before else "Webhook is already deleted"


def get_webhook_info(messenger: Messenger, _call: Call, _unknown: list[str]) -> Json:
    """Return the address and how it fares."""
    webhook = messenger.store.setting("webhook") or {}
    allowed = messenger.store.setting("allowed_updates")
    messenger.store.drop_expired(messenger.machine())
    return {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": messenger.store.pending_count(),
        **({"max_connections": webhook["max_connections"]} if webhook else {}),
        **({"ip_address": "127.0.0.1"} if webhook else {}),
        **(messenger.store.setting("webhook_error") or {}),
        **({"allowed_updates": allowed} if allowed else {}),
    }


def _drop_if_wanted(messenger: Messenger, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        messenger.store.confirm(2**62)

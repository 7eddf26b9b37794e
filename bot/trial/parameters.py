"""The parameters that the emulated methods know, as Bot API 10.0 names them."""

_ADDRESS = "business_connection_id chat_id message_thread_id"
_SENDING = (
    f"{_ADDRESS} direct_messages_topic_id disable_notification protect_content "
    "allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters "
    "reply_markup"
)
_CAPTION = "caption parse_mode caption_entities show_caption_above_media"
_EDITING = "business_connection_id chat_id message_id inline_message_id reply_markup"

_KNOWN = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": "url certificate ip_address max_connections allowed_updates "
    "drop_pending_updates secret_token",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": f"{_SENDING} text parse_mode entities link_preview_options",
    "sendPhoto": f"{_SENDING} {_CAPTION} photo has_spoiler",
    "sendDocument": f"{_SENDING} caption parse_mode caption_entities document thumbnail "
    "disable_content_type_detection",
    "sendMediaGroup": f"{_ADDRESS} direct_messages_topic_id media disable_notification "
    "protect_content allow_paid_broadcast message_effect_id reply_parameters",
    "editMessageText": f"{_EDITING} text parse_mode entities link_preview_options",
    "editMessageCaption": f"{_EDITING} {_CAPTION}",
    "editMessageMedia": f"{_EDITING} media",
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": "chat_id message_id",
    "deleteMessages": "chat_id message_ids",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "getFile": "file_id",
    "pinChatMessage": "business_connection_id chat_id message_id disable_notification",
    "unpinChatMessage": "business_connection_id chat_id message_id",
    "unpinAllChatMessages": "chat_id",
    "setMyCommands": "commands scope language_code",
    "getMyCommands": "scope language_code",
    "deleteMyCommands": "scope language_code",
    "setMessageReaction": "chat_id message_id reaction is_big",
    "sendChatAction": f"{_ADDRESS} action",
    "getChat": "chat_id",
    "leaveChat": "chat_id",
    "logOut": "",
    "close": "",
    "setMyDescription": "description language_code",
    "setMyShortDescription": "short_description language_code",
    "setMyName": "name language_code",
}

KNOWN_PARAMETERS = {method: frozenset(names.split()) for method, names in _KNOWN.items()}

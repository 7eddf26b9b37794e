import pytest
import telegram

from bot.trial.bot_api import BY_LOWER_NAME
from bot.trial.parameters import KNOWN_PARAMETERS
from tests.bot.trial import bot_api_schema
from tests.bot.trial.scenes import play_every_method


@pytest.mark.skipif(not bot_api_schema.is_available(), reason=bot_api_schema.MISSING)
async def test_every_answer_has_the_shape_of_the_bot_api(trial):
    faults, played = [], set()
    async for method, params, result in play_every_method(trial):
        played.add(method)
        faults += bot_api_schema.find_result_faults(method, result)
        files = {name: {"file": "", "size": 0} for name in ("photo", "document")}
        sent = {**{key: files[key] for key in files if method.lower() == f"send{key}"}, **params}
        faults += bot_api_schema.find_request_faults(method, sent)

    assert faults == []
    assert played == set(BY_LOWER_NAME.values())


@pytest.mark.skipif(not bot_api_schema.is_available(), reason=bot_api_schema.MISSING)
def test_the_known_parameters_are_those_of_the_bot_api():
    methods = bot_api_schema.load()["methods"]

    for method, known in KNOWN_PARAMETERS.items():
        assert known == {field["name"] for field in methods[method].get("fields", [])}, method


@pytest.mark.skipif(not bot_api_schema.is_available(), reason=bot_api_schema.MISSING)
@pytest.mark.parametrize(
    ("method", "params", "fault"),
    [
        ("sendMesage", {}, "sendMesage is not a method"),
        ("sendMessage", {"chat_id": 1}, "sendMessage.text is missing"),
        ("getFile", {"file_id": "a", "x": 1}, "getFile.x is not a parameter"),
        ("getUpdates", {"limit": "banyak"}, "getUpdates.limit is 'banyak', not Integer"),
    ],
)
def test_the_checker_of_requests_finds_faults(method, params, fault):
    assert bot_api_schema.find_request_faults(method, params) == [fault]


async def test_both_libraries_read_every_update(trial):
    import aiogram

    async for method, _, result in play_every_method(trial):
        if method != "getUpdates":
            continue
        kinds = [next(key for key in update if key != "update_id") for update in result]
        assert kinds == ["callback_query", *["message"] * 3, *["my_chat_member"] * 2]
        for update in result:
            aiogram.types.Update.model_validate(update)
            read = telegram.Update.de_json(update, None)
            assert read.update_id == update["update_id"]
            assert read.effective_user.id == 101


async def test_aiogram_reads_every_answer(trial):
    import aiogram

    async for method, _, result in play_every_method(trial):
        known = getattr(aiogram.methods, method[0].upper() + method[1:])
        read = aiogram.methods.Response[known.__returning__].model_validate(
            {"ok": True, "result": result}
        )
        assert read.result is not None


async def test_an_unknown_parameter_is_tolerated_and_recorded(trial):
    await trial.result("sendMessage", chat_id=101, text="a", colour="red")

    calls = (await trial.http.get("/trial/calls?method=sendMessage")).json()
    assert [call["unknown"] for call in calls] == [["colour"]]
    assert calls[0]["params"]["text"] == "a"


async def test_parameters_come_by_query_form_multipart_and_json(trial):
    address = f"/bot{trial.server.token}/sendMessage"
    sent = {"chat_id": "101", "text": "a"}
    answers = [
        await trial.http.get(address, params=sent),
        await trial.http.post(address, data=sent),
        await trial.http.post(address, data=sent, files={"x": ("x", b"x")}),
        await trial.http.post(address, json=sent),
        await trial.http.post(address.replace("sendMessage", "SENDmessage"), json=sent),
    ]

    assert [answer.json()["ok"] for answer in answers] == [True] * 5
